//! What people do to a site between two builds, as random steps that shrink.

use super::site::{ASPECTS, FILES, SLOTS, Story};
use proptest::prelude::*;

/// One thing that happens before a build.
#[derive(Clone, Debug)]
pub enum Step {
    /// An article is written, or written over.
    Write(usize, Vec<u8>),
    /// One aspect of an article is edited.
    Edit(usize, &'static str, u8),
    /// An article is deleted.
    Delete(usize),
    /// An article is saved again as it was.
    Touch(usize),
    /// An article no longer has sound front matter.
    Break(usize),
    /// Another file gets another of its texts.
    File(&'static str, u8),
    /// A file of the output folder is edited by hand, keeping its size or not, or deleted, or one is put there.
    Output(u16, Hand),
    /// The files in the output folder get old.
    Age,
    /// Another present.
    Now(u8),
    /// With drafts, or without.
    Drafts,
    /// Another base URL on the command line, or none.
    BaseUrl,
    /// A byte of the memo is damaged, a file of it cut, or all of it deleted.
    Memo(u16, u16),
    /// Nothing.
    Nothing,
}

/// What a hand does to a file in the output folder.
#[derive(Clone, Copy, Debug)]
pub enum Hand {
    Edit,
    EditKeepingSize,
    Delete,
    Add,
    AddKept,
}

pub fn step() -> impl Strategy<Value = Step> {
    let slot = || 0..SLOTS;
    let aspect = || proptest::sample::select(&ASPECTS[..]);
    let file = || proptest::sample::select(FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    let hand =
        || proptest::sample::select(vec![Hand::Edit, Hand::EditKeepingSize, Hand::Delete, Hand::Add, Hand::AddKept]);
    prop_oneof![
        12 => (slot(), aspect(), any::<u8>()).prop_map(|(slot, aspect, value)| Step::Edit(slot, aspect, value)),
        3 => (slot(), proptest::collection::vec(any::<u8>(), ASPECTS.len())).prop_map(|(slot, all)| Step::Write(slot, all)),
        2 => slot().prop_map(Step::Delete),
        2 => slot().prop_map(Step::Touch),
        1 => slot().prop_map(Step::Break),
        7 => (file(), any::<u8>()).prop_map(|(path, text)| Step::File(path, text)),
        3 => (any::<u16>(), hand()).prop_map(|(which, hand)| Step::Output(which, hand)),
        2 => Just(Step::Age),
        3 => (0_u8..8).prop_map(Step::Now),
        1 => Just(Step::Drafts),
        1 => Just(Step::BaseUrl),
        1 => (any::<u16>(), any::<u16>()).prop_map(|(file, at)| Step::Memo(file, at)),
        1 => Just(Step::Nothing),
    ]
}

/// Several steps, several times, with a build after each time.
pub fn history() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let alone = (0_u8..8).prop_map(|now| vec![Step::Now(now)]);
    let several = proptest::collection::vec(step(), 1..4);
    proptest::collection::vec(prop_oneof![1 => alone, 9 => several], 1..14)
}

impl Step {
    /// What this step makes of the article of its slot.
    pub fn apply(&self, story: &mut Option<Story>) {
        match self {
            Self::Write(_, all) => *story = Some(Story { aspects: all.as_slice().try_into().unwrap() }),
            Self::Delete(_) => *story = None,
            Self::Edit(_, aspect, value) => {
                if let Some(story) = story {
                    story.aspects[ASPECTS.iter().position(|name| name == aspect).unwrap()] = *value;
                }
            }
            _ => {}
        }
    }
}
