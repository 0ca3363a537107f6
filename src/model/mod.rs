//! Plain data and its rules: what a programme is. No files, no clock, no window.

pub mod clause;
pub mod content;
pub mod field;
pub mod hash;
pub mod id;
pub mod kinds;
pub mod map;
pub mod money;
pub mod nested;
pub mod order;
pub mod programme;
pub mod value;
pub mod words;

pub use crate::text::number::Decimal;
pub use clause::{Clause, Node, OfficialText};
pub use id::{Id, Path};
pub use kinds::*;
pub use map::Map;
pub use money::{Figure, Sum};
pub use nested::{
    ActivityStatus, Decision, LineKey, PaymentMoney, Period, Place, PlanStatus, Signer,
};
pub use programme::{ALL_PARTIES, Programme, Table};
pub use value::Value;
pub use words::*;
