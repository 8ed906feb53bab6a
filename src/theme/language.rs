//! Filters for Vietnamese: dates, numbers, sums, slugs, order, no-break spaces.
//!
//! In: what a template hands over. Out: a value, or an error that names the filter. The rules themselves stand in
//! `vietnamese`.

use super::functions::only;
use crate::settings::Settings;
use crate::vietnamese::{
    Moment, Offset, Order, by_initial, decimal_vi, fold, money_vi, number_vi, slug, typeset as hold_together,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

pub(super) fn register(tera: &mut Tera, settings: &Settings) {
    let offset = settings.offset;
    tera.register_filter("date_vi", move |value: &Value, arguments: Kwargs, _: &State| date(value, &arguments, offset));
    tera.register_filter("number_vi", number);
    tera.register_filter("money_vi", money);
    tera.register_filter("slug", |text: &str, arguments: Kwargs, _: &State| -> TeraResult<Value> {
        only(&arguments, "slug", &[])?;
        Ok(Value::from(slug(text)))
    });
    tera.register_filter("fold", |text: &str, arguments: Kwargs, _: &State| -> TeraResult<Value> {
        only(&arguments, "fold", &[])?;
        Ok(Value::from(fold(text)))
    });
    tera.register_filter("typeset", typeset);
    tera.register_filter("sort_vi", sort);
    tera.register_filter("group_vi", group);
}

/// A date as a template has it: its ISO text, or the whole value.
fn date(value: &Value, arguments: &Kwargs, offset: Offset) -> TeraResult<Value> {
    only(arguments, "date_vi", &["form"])?;
    let iso = value.as_str().or_else(|| value.get_from_path("iso")?.as_str());
    let moment = iso.and_then(|iso| Moment::parse(iso, offset).ok());
    let moment = moment.ok_or_else(|| Error::message(format!("`date_vi`: “{value}” is no date")))?;
    let text = match arguments.get::<&str>("form")?.unwrap_or("long") {
        "long" => moment.long_vi(),
        "sentence" => moment.sentence_vi(),
        "short" => moment.short_vi(),
        "admin" => moment.admin_vi(),
        other => {
            return Err(Error::message(format!("`date_vi` has no form “{other}”, only long, sentence, short, admin")));
        }
    };
    Ok(Value::from(text))
}

#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn number(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "number_vi", &[])?;
    let whole = value.as_u64().and_then(|value| usize::try_from(value).ok()).map(number_vi);
    let text = whole.or_else(|| value.as_f64().and_then(decimal_vi));
    text.map(Value::from).ok_or_else(|| Error::message(format!("`number_vi`: “{value}” is no number")))
}

#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn money(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "money_vi", &[])?;
    let dong = value.as_i64();
    dong.map(|dong| Value::from(money_vi(dong)))
        .ok_or_else(|| Error::message(format!("`money_vi`: “{value}” is no whole number of đồng")))
}

/// What is marked as HTML stays so.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn typeset(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "typeset", &[])?;
    let text = value.as_str().ok_or_else(|| Error::message(format!("`typeset`: “{value}” is no text")))?;
    Ok(match hold_together(text) {
        Cow::Borrowed(_) => value.clone(),
        Cow::Owned(held) if value.is_safe() => Value::safe_string(&held),
        Cow::Owned(held) => Value::from(held),
    })
}

/// The items of a list with the text that each is sorted by: itself, or the attribute.
fn named<'v>(value: &'v Value, filter: &str, attribute: Option<&str>) -> TeraResult<(&'v [Value], Vec<&'v str>)> {
    let items = value.as_array().ok_or_else(|| Error::message(format!("`{filter}` takes a list")))?;
    let name = |item: &'v Value| match attribute {
        Some(attribute) => item.as_map()?.iter().find(|(key, _)| key.as_str() == Some(attribute))?.1.as_str(),
        None => item.as_str(),
    };
    let names = items.iter().map(name).collect::<Option<Vec<&str>>>().ok_or_else(|| match attribute {
        Some(attribute) => Error::message(format!("`{filter}`: an item has no text `{attribute}`")),
        None => Error::message(format!("`{filter}`: an item is no text")),
    })?;
    Ok((items, names))
}

/// Sorts texts, or maps by a text of theirs, as Vietnamese readers look for them.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn sort(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "sort_vi", &["attribute"])?;
    let (items, names) = named(value, "sort_vi", arguments.get("attribute")?)?;
    let ranks = Order::default().ranks(&names);
    let mut sorted: Vec<(usize, Value)> = ranks.into_iter().zip(items.iter().cloned()).collect();
    sorted.sort_by_key(|(rank, _)| *rank);
    Ok(Value::from(sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>()))
}

/// Groups under the letters of an index: `[{letter, items}]`, letters and items in Vietnamese order.
#[expect(clippy::needless_pass_by_value, reason = "Tera's filters take their arguments so")]
fn group(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    only(&arguments, "group_vi", &["attribute"])?;
    let (items, names) = named(value, "group_vi", arguments.get("attribute")?)?;
    let groups = by_initial(&names).into_iter().map(|(letter, places)| {
        let members: Vec<Value> = places.into_iter().map(|at| items[at].clone()).collect();
        Value::from(BTreeMap::from([("letter", Value::from(letter)), ("items", Value::from(members))]))
    });
    Ok(Value::from(groups.collect::<Vec<_>>()))
}
