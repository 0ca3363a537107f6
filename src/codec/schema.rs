//! A JSON Schema (draft 2020-12) of the file, made from the declarations of the model, and examples of
//! every form of change. The asset `assets/schema/dong-hanh-1.schema.json` is what this makes.

use crate::model::field::Shape;
use crate::model::id::PROGRAMME;
use crate::model::{KINDS, KindInfo, Node, is_money};
use serde_json::{Map, Value, json};

/// A form of change with an example, as the records stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of the form in the schema.
    pub form: &'static str,
    /// What it is.
    pub about: &'static str,
    /// A record.
    pub record: &'static str,
}

/// An example of every form of change. They follow each other, so that each `over` names heads.
pub const EXAMPLES: &[Example] = &[
    Example {
        form: "create",
        about: "Makes an entity with its first fields, and is a head of each of them. `t`: seconds after \
                the session's start.",
        record: r#"{"id":"k7q2m9xa0v4t:1","t":12,"on":"activities/01J8A","op":"new","to":{"coordinating":["u.ct"],"title":"Tập huấn"},"over":[]}"#,
    },
    Example {
        form: "set",
        about: "Sets a field. `over` names the heads of this field that the editor was shown.",
        record: r#"{"id":"k7q2m9xa0v4t:2","t":40,"on":"activities/01J8A","f":"due","to":"2024-09-30","over":[]}"#,
    },
    Example {
        form: "set",
        about: "Unsets a field: `null`. Empty is not zero.",
        record: r#"{"id":"k7q2m9xa0v4t:3","t":55,"on":"activities/01J8A","f":"due","to":null,"over":["k7q2m9xa0v4t:2"]}"#,
    },
    Example {
        form: "element",
        about: "Puts an element into a set. Each element is a register of its own.",
        record: r#"{"id":"k7q2m9xa0v4t:4","t":60,"on":"activities/01J8A","f":"coordinating","e":"u.vl","to":true,"over":[]}"#,
    },
    Example {
        form: "element",
        about: "Takes an element out of a set; here one that came with the making of the entity.",
        record: r#"{"id":"k7q2m9xa0v4t:5","t":66,"on":"activities/01J8A","f":"coordinating","e":"u.ct","to":false,"over":["k7q2m9xa0v4t:1"]}"#,
    },
    Example {
        form: "set",
        about: "A first change of a value of the template is over its genesis: `g` and the digest of the \
                entity, the field and the value.",
        record: r#"{"id":"k7q2m9xa0v4t:6","t":70,"on":"parties/vl","f":"short_name","to":"V. Lộc","over":["g499e8842eced1af149f1"]}"#,
    },
    Example {
        form: "set",
        about: "A further change of a group: `g` is the counter of the group's first change, here 6. A group \
                is undone as one.",
        record: r#"{"id":"k7q2m9xa0v4t:7","t":70,"on":"activities/01J8A","f":"title","to":"Tập huấn 2024","over":["k7q2m9xa0v4t:1"],"g":6}"#,
    },
    Example {
        form: "set",
        about: "Undo is a change too: `u` names the group that it takes back, and it is the group's inverse.",
        record: r#"{"id":"k7q2m9xa0v4t:8","t":90,"on":"activities/01J8A","f":"title","to":"Tập huấn","over":["k7q2m9xa0v4t:7"],"u":"k7q2m9xa0v4t:6"}"#,
    },
    Example {
        form: "set",
        about: "The rest of that undo.",
        record: r#"{"id":"k7q2m9xa0v4t:9","t":90,"on":"parties/vl","f":"short_name","to":"Vĩnh Lộc","over":["k7q2m9xa0v4t:6"],"g":8,"u":"k7q2m9xa0v4t:6"}"#,
    },
    Example {
        form: "delete",
        about: "Deletes an entity: writes its existence only. `saw` names the heads of its fields that the \
                deleter had in view; an edit that is not among them keeps the entity alive.",
        record: r#"{"id":"k7q2m9xa0v4t:10","t":99,"on":"activities/01J8A","op":"del","over":["k7q2m9xa0v4t:1"],"saw":["k7q2m9xa0v4t:3","k7q2m9xa0v4t:4","k7q2m9xa0v4t:5","k7q2m9xa0v4t:8"]}"#,
    },
    Example {
        form: "undelete",
        about: "Takes a deletion back: writes the existence only.",
        record: r#"{"id":"k7q2m9xa0v4t:11","t":120,"on":"activities/01J8A","op":"alive","over":["k7q2m9xa0v4t:10"]}"#,
    },
    Example {
        form: "set",
        about: "A hand edit that was found in the readable part: `h` and the digest of the file and the change, \
                without session, time and author.",
        record: r#"{"id":"h5b1f0c6f2a7e9d3c4b18","on":"activities/01J8A","f":"title","to":"Tập huấn kỹ thuật","over":["k7q2m9xa0v4t:8"]}"#,
    },
];

/// The values of the template to which [`EXAMPLES`] belong.
pub const GENESIS_EXAMPLE: &str = r#"{"template":"vinh-loc-cam-thuy","version":1,"values":{"parties/vl":{"short_name":"Vĩnh Lộc"}}}"#;

/// The JSON Schema of a file.
#[must_use]
pub fn json_schema() -> Value {
    let mut properties = Map::new();
    properties.insert("format".into(), format_schema());
    properties.insert(
        "doc_id".into(),
        json!({"type": "string", "minLength": 1, "description": "The id of the document. Copies of one document have the same."}),
    );
    properties.insert(
        "joined".into(),
        json!({"type": "array", "description": "Ids of documents that were joined with it."}),
    );
    properties.insert("clauses".into(), clauses());
    for info in KINDS {
        let one = entity(info);
        let schema = if info.kind == PROGRAMME {
            one
        } else {
            json!({"type": "object", "additionalProperties": one, "description": "Entities by their ids."})
        };
        properties.insert(info.kind.into(), schema);
    }
    properties.insert("genesis".into(), genesis());
    properties.insert("sessions".into(), sessions());
    properties.insert("changes".into(), json!({
        "type": "array",
        "items": {"$ref": "#/$defs/change"},
        "description": "The history: every change, one record a line. Records never change. The readable part \
            above is what their heads say; what a hand changes there becomes changes when the file is opened."
    }));
    properties.insert("cuts".into(), json!({
        "type": "array",
        "description": "Named moments: sent, received, agreed, plan versions, baselines.",
        "items": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string", "description": "The group of changes it was kept with."},
            "kind": {"type": "string", "examples": ["sent", "received", "agreement", "approval", "plan_version", "baseline"]},
            "at": {"type": "string", "description": "When, RFC 3339."},
            "of": {"type": "string", "description": "The agreement, plan or moment it belongs to."},
            "to": {"type": "string", "description": "The party that a copy went to or came from."},
            "knows": {"type": "object", "description": "By session: the counters that were there."},
            "h": {"type": "array", "description": "The hand edits that were there."},
            "digest": {"type": "string", "description": "The digest of the content it speaks for."}
        }}
    }));
    properties.insert("thin".into(), thin());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "dong-hanh-1.schema.json",
        "title": "Đồng Hành, format 1",
        "description": "A programme of cooperation between local governments in one file: its state, readable and \
            open to hand edits, and its history. Members that are not described here are kept with their text \
            unchanged; a top-level object whose members are all objects is a kind of entities, known or not.",
        "type": "object",
        "required": ["format", "doc_id"],
        "properties": properties,
        "$defs": definitions()
    })
}

fn format_schema() -> Value {
    json!({
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"const": "dong-hanh"},
            "version": {"type": "integer", "minimum": 1, "description": "The version of the format that wrote the file."},
            "min_reader": {"type": "integer", "minimum": 1, "description": "The least version that can read it. A program of an older one opens it read-only."}
        }
    })
}

fn clauses() -> Value {
    json!({
        "type": "array",
        "description": "The official text, word for word. It is never altered.",
        "items": {
            "type": "object",
            "required": ["id", "node", "text"],
            "properties": {
                "id": {"type": "string"},
                "parent": {"type": "string", "description": "The id of what it stands in."},
                "node": {"enum": Node::WORDS},
                "article": {"type": "integer", "description": "The number of the Điều."},
                "text": {"type": "string", "description": "The words; ** stands around what is emphasised."}
            }
        }
    })
}

fn entity(info: &KindInfo) -> Value {
    let fields: Map<String, Value> = info
        .fields
        .iter()
        .map(|(key, shape, about)| {
            let mut schema = field(key, shape);
            schema.insert("description".into(), json!(about.trim()));
            ((*key).to_owned(), Value::Object(schema))
        })
        .collect();
    json!({"type": "object", "properties": fields})
}

fn field(key: &str, shape: &Shape) -> Map<String, Value> {
    let plain = of_shape(shape);
    let mut schema = Map::new();
    if is_money(key) {
        let conflict = json!({
            "type": "object",
            "required": ["conflict"],
            "additionalProperties": false,
            "properties": {"conflict": {"type": "array", "minItems": 2}},
            "description": "Set differently by editors that had not seen each other: it has no value until \
                somebody settles it. By hand: put the right value in the place of this object."
        });
        schema.insert("anyOf".into(), json!([plain, conflict]));
    } else if let Value::Object(map) = plain {
        schema = map;
    }
    schema
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": "string"}),
        Shape::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Shape::Year => json!({"type": "integer", "minimum": 1900, "maximum": 2199}),
        Shape::Money => json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}),
        Shape::Decimal => json!({"type": "number"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Ref => json!({"type": "string", "minLength": 1}),
        Shape::RefSet => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Word(words) => json!({"enum": words}),
        Shape::Nested(members) => {
            let required: Vec<&str> = members.iter().filter(|m| m.2).map(|m| m.0).collect();
            let properties: Map<String, Value> = members
                .iter()
                .map(|(key, shape, _)| ((*key).to_owned(), of_shape(shape)))
                .collect();
            json!({"type": "object", "properties": properties, "required": required})
        }
    }
}

fn genesis() -> Value {
    json!({
        "type": "object",
        "description": "The values of the template, stored. Each is an implicit change with the id `g` and the first \
            20 hexadecimal digits of the SHA-256 of the JSON array [entity, field, value], for an element of a set \
            [entity, field, element, true], for the existence of an entity [entity].",
        "examples": [example(GENESIS_EXAMPLE)],
        "properties": {
            "template": {"type": "string"},
            "version": {"type": "integer"},
            "values": {
                "type": "object",
                "propertyNames": {"$ref": "#/$defs/path"},
                "additionalProperties": {"type": "object"}
            }
        }
    })
}

fn sessions() -> Value {
    json!({
        "type": "object",
        "description": "Who edited, when, with which version of the program: once for each session. Claims to show, \
            never used to decide anything.",
        "additionalProperties": {
            "type": "object",
            "properties": {
                "by": {"type": "object", "properties": {"party": {"type": "string"}, "name": {"type": "string"}}},
                "at": {"type": "string", "description": "When it began, RFC 3339."},
                "app": {"type": "string"}
            }
        }
    })
}

fn thin() -> Value {
    json!({
        "type": "object",
        "description": "What shortening the history left, by entity: of each change its id, its register and what it \
            was over. Without `f` the existence; `also` lists further registers of what was a `new`.",
        "propertyNames": {"$ref": "#/$defs/path"},
        "additionalProperties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "over"],
                "properties": {
                    "id": {"$ref": "#/$defs/id"},
                    "f": {"type": "string"},
                    "e": {"type": "string"},
                    "also": {"type": "array", "items": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "string"}}},
                    "over": {"$ref": "#/$defs/references"},
                    "g": {"type": "integer"}
                }
            }
        }
    })
}

fn example(text: &str) -> Value {
    // The tests prove that the examples parse.
    serde_json::from_str(text).unwrap_or_default()
}

fn definitions() -> Value {
    let reserved: Vec<String> = crate::change::record::RESERVED
        .iter()
        .map(|r| format!("{r}/"))
        .collect();
    let mut definitions = json!({
        "path": {
            "type": "string",
            "pattern": "^(programme|[^/]+/.+)$",
            "not": {"pattern": format!("^({})", reserved.join("|"))},
            "description": "What a change is about: `programme`, or kind/id."
        },
        "id": {
            "type": "string",
            "pattern": "^[^#]+$",
            "description": "session:counter; or `g`, `h`, `t` and a digest: a value of the template, a hand edit, a \
                later template."
        },
        "reference": {"type": "string", "description": "The id of a change, or id#digest where one id has several contents."},
        "references": {"type": "array", "items": {"$ref": "#/$defs/reference"}},
        "change": {
            "type": "object",
            "required": ["id", "on", "over"],
            "description": "One change writes one register: a field, an element of a set, or whether an entity exists. \
                What is not over another is a head; several heads of different values are a conflict.",
            "properties": {
                "id": {"$ref": "#/$defs/id"},
                "on": {"$ref": "#/$defs/path"},
                "over": {
                    "$ref": "#/$defs/references",
                    "description": "The heads of that register that the editor was shown when the edit began. An entry \
                        counts only within its own register."
                },
                "t": {"description": "Seconds after the start of its session. For show only."},
                "g": {"description": "The counter of the first change of its group, where that is another one."},
                "u": {"description": "The group that it takes back: the id of the group's first change."}
            },
            "anyOf": [
                {"$ref": "#/$defs/create"},
                {"$ref": "#/$defs/set"},
                {"$ref": "#/$defs/element"},
                {"$ref": "#/$defs/delete"},
                {"$ref": "#/$defs/undelete"},
                {
                    "required": ["op"],
                    "properties": {"op": {"not": {"enum": ["new", "del", "alive"]}}},
                    "description": "A record of a newer program: kept as it stands, without effect."
                }
            ]
        }
    });
    let absent = json!({"not": {"anyOf": [{"required": ["f"]}, {"required": ["e"]}]}});
    let forms = [
        (
            "create",
            json!({"required": ["op", "to"], "properties": {"op": {"const": "new"}, "to": {"type": "object"}}, "allOf": [absent.clone()]}),
        ),
        (
            "set",
            json!({
                "required": ["f", "to"],
                "not": {"anyOf": [{"required": ["e"]}, {"required": ["op"]}]},
                "properties": {"f": {"type": "string"}, "to": {
                    "description": "The value. Never an array of strings: that is a set, and sets are written by element.",
                    "not": {"type": "array", "minItems": 1, "items": {"type": "string"}}
                }}
            }),
        ),
        (
            "element",
            json!({
                "required": ["f", "e", "to"],
                "not": {"required": ["op"]},
                "properties": {"f": {"type": "string"}, "e": {"type": "string"}, "to": {"type": "boolean"}}
            }),
        ),
        (
            "delete",
            json!({
                "required": ["op", "saw"],
                "properties": {"op": {"const": "del"}, "saw": {"$ref": "#/$defs/references"}},
                "allOf": [absent.clone()]
            }),
        ),
        (
            "undelete",
            json!({"required": ["op"], "properties": {"op": {"const": "alive"}}, "allOf": [absent]}),
        ),
    ];
    if let Value::Object(definitions) = &mut definitions {
        for (name, mut schema) in forms {
            let examples = EXAMPLES.iter().filter(|e| e.form == name);
            let about: Vec<&str> = examples.clone().map(|e| e.about).collect();
            let records: Vec<Value> = examples.map(|e| example(e.record)).collect();
            if let Value::Object(schema) = &mut schema {
                schema.insert("description".into(), json!(about.join(" — ")));
                schema.insert("examples".into(), json!(records));
            }
            definitions.insert(name.into(), schema);
        }
    }
    definitions
}
