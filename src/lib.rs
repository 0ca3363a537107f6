//! Đồng Hành.
pub mod change;
pub mod codec;
pub mod model;
