//! Values for templates, made by hand: a struct that is serialised for every page costs more than the page.

use crate::settings::Settings;
use crate::vietnamese::Moment;
use std::collections::BTreeMap;
use tera::Value;

/// A map with these entries. Long maps are written in the order of their keys, so that there is nothing to sort.
pub(super) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(BTreeMap::from(entries))
}

/// A map of facts that were put together.
pub(super) fn facts(facts: Vec<(&'static str, Value)>) -> Value {
    Value::from(facts.into_iter().collect::<BTreeMap<_, _>>())
}

/// A text, or none.
pub(super) fn text(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::from)
}

/// A list.
pub(super) fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<_>>())
}

/// A date: `{iso, long, short}` in the site's language, or none.
pub(super) fn date(settings: &Settings, moment: Option<&Moment>) -> Value {
    let Some(moment) = moment else { return Value::none() };
    let long = until(settings, moment, None);
    map([("iso", moment.iso().into()), ("long", long.into()), ("short", short(settings, moment).into())])
}

/// A date as in lists: `06/01/2022`.
pub(super) fn short(settings: &Settings, moment: &Moment) -> String {
    if settings.is_vietnamese() { moment.short_vi() } else { moment.short_en() }
}

/// A date as over an article; the hour alone when it is the end of something that began on the same day.
pub(super) fn until(settings: &Settings, moment: &Moment, start: Option<&Moment>) -> String {
    match (start, settings.is_vietnamese()) {
        (Some(start), true) => moment.until_vi(start),
        (Some(start), false) => moment.until_en(start),
        (None, true) => moment.long_vi(),
        (None, false) => moment.long_en(),
    }
}

/// A link: `{title, url}`.
pub(super) fn link(title: &str, url: String) -> Value {
    map([("title", title.into()), ("url", url.into())])
}
