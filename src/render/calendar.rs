//! The calendar of a month: which of its days have articles, and where these stand.
//!
//! In: a month and its list. Out: weeks from Monday to Sunday for templates, and what of the list they depend on; the
//! articles of one of its pages by day.

use super::value;
use super::world::World;
use crate::plan::{Pager, Part, pager_address};
use crate::site::{ArticleId, List, ListOf, Site};
use crate::vietnamese::month_days;
use tera::Value;

/// Days of a month that have articles, each with the page that shows its newest one.
pub(super) fn days_with_articles(site: &Site, list: &List) -> Vec<(i8, Part)> {
    let pager = Pager::of(list);
    let pages = (1..=pager.closed()).map(Part::Closed).chain([Part::Newest]);
    let mut days: Vec<(i8, Part)> = Vec::new();
    for part in pages {
        for id in &list.articles[pager.on(part)] {
            let Some(day) = site.article(*id).card.date.map(|date| date.day()) else { continue };
            match days.last_mut() {
                Some(last) if last.0 == day => last.1 = part,
                _ => days.push((day, part)),
            }
        }
    }
    days
}

/// The weeks of the list's month: rows of seven, `none` before its first day and after its last, else `{day, url}`; `url`
/// is `none` on days without articles.
pub(super) fn weeks(world: &World, list: &List) -> Value {
    let ListOf::Month(year, month) = list.of else { return value::list([]) };
    let Some((first_weekday, length)) = month_days(year, month) else { return value::list([]) };
    let with_articles = days_with_articles(&world.site, list);
    let mut cells: Vec<Value> = (0..first_weekday).map(|_| Value::none()).collect();
    cells.extend((1..=length).map(|day| {
        let found = with_articles.iter().find(|(other, _)| *other == day);
        let url = found.map(|(_, part)| match part {
            Part::Newest => format!("#{}", anchor(day)),
            Part::Closed(number) => {
                format!("{}#{}", world.settings.href(&pager_address(&list.address, *number)), anchor(day))
            }
        });
        value::map([("day", i64::from(day).into()), ("url", value::text(url.as_deref()))])
    }));
    cells.resize(cells.len().next_multiple_of(7), Value::none());
    value::list(cells.chunks(7).map(|week| value::list(week.iter().cloned())))
}

/// The articles of a page of a month by day, newest first: `[{anchor, date, articles}]`.
pub(super) fn days(world: &World, list: &List, articles: &[ArticleId]) -> Value {
    if !matches!(list.of, ListOf::Month(..)) {
        return value::list([]);
    }
    let date = |id: &ArticleId| world.site.article(*id).card.date.map(|date| date.whole_day());
    let day = |id: &ArticleId| date(id).map_or(0, |date| date.day());
    value::list(articles.chunk_by(|one, next| day(one) == day(next)).rev().map(|of_day| {
        let anchor = anchor(of_day.first().map_or(0, day));
        let date = of_day.first().and_then(date);
        value::map([
            ("anchor", anchor.into()),
            ("date", world.date(date.as_ref())),
            ("articles", world.cards(of_day.iter().rev())),
        ])
    }))
}

/// Where a day stands on its page.
fn anchor(day: i8) -> String {
    format!("_{day:02}")
}
