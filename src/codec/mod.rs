//! The JSON text of a document: reading, writing, and what comes with the program. No files.
//!
//! # The file
//!
//! One programme is one JSON object (FILE.md §2). The state stands first, readable and in a stable
//! order; the history comes last, one record a line:
//!
//! | Member | What it holds |
//! |---|---|
//! | `format` | `name` (`dong-hanh`), `version`, and `min_reader`: a file with a newer one opens read-only |
//! | `doc_id`, `joined` | the document, and those that were joined with it |
//! | `programme` | the fields of the programme itself |
//! | `clauses` | the official text, verbatim |
//! | `units`, `plans`, `activities`, … | each kind of entities: an object of objects by id |
//! | `genesis` | the template: `values` by `kind/id` or `programme` |
//! | `sessions` | by id: `by` (`party`, `name`), `at`, `app` |
//! | `changes` | the history |
//! | `cuts` | named moments |
//! | `thin` | what shortening the history left: `{"kind/id":[{"id","f","e","over"}]}`, with `g` while a member of the group is whole, and `u` of an undo |
//!
//! The state part is what the heads of the history say ([`crate::change`]). A field that is unset is
//! left out. A set is an array in byte order. Money that editors have set differently has no value:
//! `{"conflict":[60000000,70000000]}`. Everything may be edited by hand: [`read`] finds the
//! differences and makes changes of them. To settle money in conflict, put a number in the place of
//! the object.
//!
//! **An array of strings is a set**, wherever it is the value of a field: each element is a register
//! of its own, so two editors may add to it without conflict. Any other value is one register. An
//! empty array says the same as no array.
//!
//! # A change
//!
//! `id` (`session:counter`), `on` (`kind/id` or `programme`), what it does, and `over`: the heads of
//! its register that the editor was shown when the edit began. For show: `t`, the seconds after the
//! session's start; `g`, the counter of the first change of its group where that is another one; `u`,
//! the group that it takes back. The forms, each with an example; the template is this one:
//!
//! ```json
//! {"template":"vinh-loc-cam-thuy","version":1,"values":{"parties/vl":{"short_name":"Vĩnh Lộc"}}}
//! ```
//!
//! *create*: Makes an entity with its first fields, and is a head of each of them. `t`: seconds
//! after the session's start.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:1","t":12,"on":"activities/01J8A","op":"new","to":{"coordinating":["u.ct"],"title":"Tập huấn"},"over":[]}
//! ```
//!
//! *set*: Sets a field. `over` names the heads of this field that the editor was shown.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:2","t":40,"on":"activities/01J8A","f":"due","to":"2024-09-30","over":[]}
//! ```
//!
//! *set*: Unsets a field: `null`. Empty is not zero.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:3","t":55,"on":"activities/01J8A","f":"due","to":null,"over":["k7q2m9xa0v4t:2"]}
//! ```
//!
//! *element*: Puts an element into a set. Each element is a register of its own.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:4","t":60,"on":"activities/01J8A","f":"coordinating","e":"u.vl","to":true,"over":[]}
//! ```
//!
//! *element*: Takes an element out of a set; here one that came with the making of the entity.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:5","t":66,"on":"activities/01J8A","f":"coordinating","e":"u.ct","to":false,"over":["k7q2m9xa0v4t:1"]}
//! ```
//!
//! *set*: A first change of a value of the template is over its genesis: `g` and the digest of the
//! entity, the field and the value.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:6","t":70,"on":"parties/vl","f":"short_name","to":"V. Lộc","over":["g499e8842eced1af149f1"]}
//! ```
//!
//! *set*: A further change of a group: `g` is the counter of the group's first change, here 6. A
//! group is undone as one.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:7","t":70,"on":"activities/01J8A","f":"title","to":"Tập huấn 2024","over":["k7q2m9xa0v4t:1"],"g":6}
//! ```
//!
//! *set*: Undo is a change too: `u` names the group that it takes back, and it is the group's
//! inverse.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:8","t":90,"on":"activities/01J8A","f":"title","to":"Tập huấn","over":["k7q2m9xa0v4t:7"],"u":"k7q2m9xa0v4t:6"}
//! ```
//!
//! *set*: The rest of that undo.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:9","t":90,"on":"parties/vl","f":"short_name","to":"Vĩnh Lộc","over":["k7q2m9xa0v4t:6"],"g":8,"u":"k7q2m9xa0v4t:6"}
//! ```
//!
//! *delete*: Deletes an entity: writes its existence only. `saw` names the heads of its fields
//! that the deleter had in view; an edit that is not among them keeps the entity alive.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:10","t":99,"on":"activities/01J8A","op":"del","over":["k7q2m9xa0v4t:1"],"saw":["k7q2m9xa0v4t:3","k7q2m9xa0v4t:4","k7q2m9xa0v4t:5","k7q2m9xa0v4t:8"]}
//! ```
//!
//! *undelete*: Takes a deletion back: writes the existence only.
//!
//! ```json
//! {"id":"k7q2m9xa0v4t:11","t":120,"on":"activities/01J8A","op":"alive","over":["k7q2m9xa0v4t:10"]}
//! ```
//!
//! *set*: A hand edit that was found in the readable part: `h` and the digest of the file and the
//! change, without session, time and author.
//!
//! ```json
//! {"id":"h5b1f0c6f2a7e9d3c4b18","on":"activities/01J8A","f":"title","to":"Tập huấn kỹ thuật","over":["k7q2m9xa0v4t:8"]}
//! ```
//!
//! # A named moment
//!
//! A cut tells which changes were there at a moment that matters: an agreement, an approval, a
//! version of a plan, a moment to compare with, a copy sent or received. `knows` gives for each
//! session the counters, `h` the hand edits; `digest` that of the content it speaks for
//! ([`crate::model::content`]). What the document said then follows from these; nothing is stored
//! twice.
//!
//! ```text
//!  {"at":"2024-01-22T09:10:14+07:00","digest":"1:9f2c…","h":[],"id":"k7q2m9xa0v4t:12","kind":"agreement","knows":{"k7q2m9xa0v4t":11,"p3w8d0ce5b1h":"1-4,6-70"},"of":"agreements/01HMQ"}
//! ```
//!
//! Where one id has several contents (a cloned machine, a forgery), `id#digest` names one of them.
//!
//! # What a newer program may add
//!
//! Without raising `min_reader`: fields; members of records, sessions and the top (also whole kinds);
//! forms of records with an `op` of their own, if ignoring them does no harm. All of it survives open,
//! edit, save and merge with its text unchanged: `1.10` stays `1.10`. A top-level object whose members
//! are all objects is taken for a kind; anything else at the top is kept as it stands. A key's type
//! never changes: a new meaning gets a new key. The keys of money are fixed
//! ([`is_money`](crate::model::is_money)): a newer one ends in `_dong`.
//!
//! # Limits
//!
//! Values nest at most 64 deep, a key stands once in an object, and money is a whole number of đồng
//! within `i64`; what breaks this is refused with line, column and field ([`ReadError`]). A record that
//! is no change to this version is kept whole among the changes, without effect.

pub mod embedded;
mod intern;
pub mod json;
mod pass;
pub mod read;
mod record;
pub mod salvage;
pub mod schema;
mod verify;
pub mod write;
mod write_history;
mod write_state;

pub use json::{ReadError, ReadErrorKind};
pub use read::{Opened, Records, read, read_records};
pub use schema::json_schema;
pub use verify::verify;
pub use write::write;
pub use write_history::{write_change, write_records};
