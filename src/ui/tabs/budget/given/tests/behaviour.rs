//! What the user does with the lists, and what the document then says.
