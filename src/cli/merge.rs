//! `dong-hanh merge`: two copies become one file.

use super::told;
use super::{FAILED, FINE, Out, UNUSABLE, not_saved, open_known, shown};
use crate::app::clock::fresh_session;
use crate::change::{Author, Document, Session, What};
use crate::codec;
use crate::merge::{Choice, Decision, Item, KeptDeletion, Preview, Receipt, open_conflicts};
use crate::model::{Id, Programme};
use crate::store::paths::{DataDir, same_file};
use crate::store::{Expected, RealFs, Remedy, SaveRequest, save};
use crate::text::strings::merge::Merge;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Whose value counts where both sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    Mine,
    Theirs,
}

impl Take {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "theirs" => Some(Self::Theirs),
            _ => None,
        }
    }

    const fn choice(self) -> Choice {
        match self {
            Self::Mine => Choice::Mine,
            Self::Theirs => Choice::Theirs,
        }
    }
}

/// What was asked for.
pub(super) struct Wish {
    /// The file to make; it may be one of the two.
    pub out: Option<PathBuf>,
    /// Whose value counts where both differ; without it conflicts stay open.
    pub take: Option<Take>,
    /// Tell what would happen, and write nothing.
    pub dry_run: bool,
    pub json: bool,
    /// Replace a file that is neither of the two.
    pub force: bool,
}

/// Merges; the two files stay as they are unless one of them is named as the result.
pub(super) fn merge(mine: &Path, theirs: &Path, wish: &Wish, out: &mut Out<'_>) -> u8 {
    let words = Merge(out.lang);
    if same_file(mine, theirs) {
        return out.refuse(words.same_file(), UNUSABLE);
    }
    let mut read = |file: &Path| {
        open_known(file, out.findings()).map_err(|unread| out.refuse(&unread.sentence, UNUSABLE))
    };
    let ((a, a_hash), (b, b_hash)) = match (read(mine), read(theirs)) {
        (Ok(a), Ok(b)) => (a, b),
        _ => return UNUSABLE,
    };
    let by_hand = [(mine, a.hand_edits.len()), (theirs, b.hand_edits.len())];
    let mut merged = a.document.clone();
    let preview = Preview::of(&a.document, &b.document);
    let decisions = decisions(&preview, wish.take);
    let applied = preview.apply(&mut merged, &decisions, &receipt(&preview, &a.document));
    // What I know is called as I call it.
    let programmes = [a.document.programme(), b.document.programme()];
    if let Err(refused) = applied {
        return out.refuse(&words.refused(&refused, &programmes), UNUSABLE);
    }
    let told = Telling {
        preview: &preview,
        programmes: &programmes,
        words,
    };
    let open = open_conflicts(&merged).len();
    if wish.json {
        out.line(&format!("{:#}", told.json(open, &by_hand)));
    } else {
        told.tell(out);
        for (file, count) in by_hand.iter().filter(|(_, count)| *count > 0) {
            out.line(&words.hand_edits(&shown(file), *count));
        }
        if open > 0 {
            out.line(&words.open_conflicts(open));
        }
    }
    if let (false, Some(to)) = (wish.dry_run, &wish.out) {
        let expected = if same_file(to, mine) {
            Expected::Known(a_hash)
        } else if same_file(to, theirs) {
            Expected::Known(b_hash)
        } else if wish.force {
            Expected::Anything
        } else {
            Expected::Absent
        };
        if let Err(sentence) = write(&merged, to, expected, out) {
            return out.refuse(&sentence, UNUSABLE);
        }
        if !wish.json {
            out.line(&words.merged(&shown(to)));
        }
    } else if !wish.json {
        out.line(words.not_merged());
    }
    if open > 0 { FAILED } else { FINE }
}

/// What settles the conflicts where it was said whose value counts.
fn decisions(preview: &Preview, take: Option<Take>) -> Vec<Decision> {
    let Some(take) = take else {
        return Vec::new();
    };
    let conflicts = preview.conflicts.iter().map(|i| (&i.on, i.what.clone()));
    let kept = preview.kept.iter().map(|k| (&k.on, What::Existence));
    let decision = |(on, what): (&crate::model::Path, What)| Decision {
        on: on.clone(),
        what,
        choice: take.choice(),
    };
    conflicts.chain(kept).map(decision).collect()
}

fn receipt(preview: &Preview, mine: &Document) -> Receipt {
    Receipt {
        session_id: fresh_session(),
        session: Session {
            by: Author {
                party: String::new(),
                name: "dong-hanh merge".to_owned(),
            },
            at: chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            ..Session::default()
        },
        from: preview.likely_sender(&mine.sessions),
    }
}

/// What was found, told as sentences or as JSON.
struct Telling<'a> {
    preview: &'a Preview,
    programmes: &'a [&'a Programme],
    words: Merge,
}

impl Telling<'_> {
    fn tell(&self, out: &mut Out<'_>) {
        let (p, words) = (self.preview, self.words);
        out.line(&words.relation(p.relation, p.changes, p.outgoing.changes));
        if !p.text.is_empty() {
            out.line(&words.text_differs(p.text.len()));
            for d in &p.text {
                out.line(&format!("  - {}", words.text_line(d, self.programmes)));
            }
        }
        if p.changes_nothing() {
            out.line(words.nothing_incoming());
        }
        if !p.incoming.is_empty() {
            out.line(&words.incoming(p.incoming.len()));
            let lines = p.incoming.iter();
            self.by_article(
                out,
                lines.map(|i| (i.article, words.item(i, self.programmes))),
            );
            if p.total.replaced > 0 {
                out.line(&format!("  {}", words.replaced(p.total.replaced)));
            }
        }
        if !p.conflicts.is_empty() {
            out.line(&words.conflicts(p.conflicts.len()));
            let lines = p.conflicts.iter();
            let line = |i: &Item| (i.article, words.conflict_line(i, self.programmes));
            self.by_article(out, lines.map(line));
        }
        if !p.kept.is_empty() {
            out.line(&words.kept(p.kept.len()));
            let lines = p.kept.iter();
            let line = |k: &KeptDeletion| (k.article, words.kept_line(k, self.programmes));
            self.by_article(out, lines.map(line));
        }
    }

    fn by_article(&self, out: &mut Out<'_>, lines: impl Iterator<Item = (u8, String)>) {
        let mut article = None;
        for (its_article, line) in lines {
            if article.replace(its_article) != Some(its_article) {
                out.line(&format!("  {}", self.words.article(its_article)));
            }
            out.line(&format!("  - {line}"));
        }
    }

    fn json(&self, open: usize, by_hand: &[(&Path, usize); 2]) -> Value {
        let p = self.preview;
        let item = |i: &Item, sentence: String| {
            let by: Vec<Value> = i.by.iter().map(told::claim).collect();
            let rest = json!({
                "kind": told::kind(i.kind),
                "article": i.article,
                "clause": i.clause.as_ref().map(Id::as_str),
                "base": told::holding(&i.base),
                "mine": told::holding(&i.mine),
                "theirs": told::holding(&i.theirs),
                "after": told::holding(&i.after),
                "by": by,
                "fields": told::value(&crate::model::Value::Map(i.fields.clone())),
                "replaces": i.replaces,
                "blind": i.blind,
                "in_deleted": i.in_deleted,
                "may_be_both": i.may_be_both,
                "inherited": i.inherited,
                "sentence": sentence,
            });
            told::joined(told::spot(&i.on, &i.what), rest)
        };
        let words = self.words;
        let incoming = p.incoming.iter();
        let incoming: Vec<Value> = incoming
            .map(|i| item(i, words.item(i, self.programmes)))
            .collect();
        let conflicts = p.conflicts.iter();
        let conflicts: Vec<Value> = conflicts
            .map(|i| item(i, words.conflict_line(i, self.programmes)))
            .collect();
        let kept: Vec<Value> = p
            .kept
            .iter()
            .map(|k| {
                let edits = k.edits.iter();
                let edits: Vec<Value> = edits
                    .map(|(what, c)| told::joined(told::spot(&k.on, what), told::claim(c)))
                    .collect();
                json!({
                    "on": k.on.as_str(),
                    "article": k.article,
                    "clause": k.clause.as_ref().map(Id::as_str),
                    "deleted_by_me": k.deleted_by_me,
                    "deleted": k.deleted.iter().map(told::claim).collect::<Vec<_>>(),
                    "edits": edits,
                    "sentence": words.kept_line(k, self.programmes),
                })
            })
            .collect();
        json!({
            "relation": told::relation(p.relation),
            "changes": p.changes,
            "outgoing": { "changes": p.outgoing.changes, "entities": p.outgoing.entities },
            "official_text": told::texts(&p.text),
            "incoming": incoming,
            "replaced": p.total.replaced,
            "conflicts": conflicts,
            "kept": kept,
            "open_conflicts": open,
            "hand_edits": { "mine": by_hand[0].1, "theirs": by_hand[1].1 },
        })
    }
}

/// Saves the result, whole or not at all; what is replaced stays among the revisions.
fn write(document: &Document, to: &Path, expected: Expected, out: &Out<'_>) -> Result<(), String> {
    let snapshot = document.snapshot();
    let text = codec::write(&snapshot);
    let verify = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
        codec::verify(text, &snapshot)
    };
    let data = DataDir::find().filter(|_| expected != Expected::Absent);
    let revisions = data.map(|d| d.revisions(&document.envelope.doc_id));
    let request = SaveRequest {
        path: to,
        bytes: text.as_bytes(),
        expected,
        replace_read_only: false,
        revisions: revisions.as_ref(),
        at: chrono::Local::now().fixed_offset(),
        verify: &verify,
    };
    match save(&RealFs, &request) {
        Ok(_) => Ok(()),
        Err(error) if error.remedy() == Remedy::Merge => {
            Err(Merge(out.lang).changed_meanwhile(&shown(to)))
        }
        Err(error) => {
            let exists = out.words().exists_force(&shown(to));
            Err(not_saved(out.lang, to, &error, exists))
        }
    }
}
