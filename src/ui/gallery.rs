//! Every widget on one sheet.
