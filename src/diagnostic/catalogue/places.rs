//! D27x: places by name and date, and the list of places.

use super::{choices, did_you_mean, error, warning};
use crate::diagnostic::{Diagnostic, Place};
use crate::vietnamese::Moment;

/// A unit, as messages tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// `phường Trần Phú`
    pub label: String,
    /// `thành phố Hà Tĩnh`, where it lay in a district.
    pub district: Option<String>,
    /// Its first day.
    pub from: Option<Moment>,
    /// The first day on which it was no more.
    pub until: Option<Moment>,
    /// Whether it was there at the time that is spoken of.
    pub is_there: bool,
}

/// The last day of a unit that ended with the beginning of another day.
fn last_day(until: &Moment) -> String {
    until.day_before().short_vi()
}

impl Bearer {
    fn tell(&self, until: &str, since: &str) -> String {
        let mut about: Vec<String> = self.district.iter().cloned().collect();
        about.extend(match (&self.from, &self.until) {
            (Some(from), Some(end)) => Some(format!("{}–{}", from.short_vi(), last_day(end))),
            (None, Some(end)) => Some(format!("{until} {}", last_day(end))),
            (Some(from), None) => Some(format!("{since} {}", from.short_vi())),
            (None, None) => None,
        });
        if about.is_empty() { self.label.clone() } else { format!("{} ({})", self.label, about.join(", ")) }
    }
}

fn list(bearers: &[Bearer], until: &str, since: &str) -> String {
    bearers.iter().map(|bearer| bearer.tell(until, since)).collect::<Vec<_>>().join("; ")
}

/// What to write to name one of several units.
fn example(bearers: &[Bearer]) -> Vec<String> {
    let is_double = |bearer: &Bearer| bearers.iter().filter(|other| other.label == bearer.label).count() > 1;
    let mut examples: Vec<String> = Vec::new();
    for bearer in bearers {
        let is_other = |other: &&Bearer| other.label == bearer.label && other.until.is_some();
        let in_other_district = bearers.iter().filter(is_other).any(|other| other.district != bearer.district);
        let with = match (&bearer.until, &bearer.district) {
            _ if bearer.is_there && !is_double(bearer) => bearer.label.clone(),
            (None, _) => format!("{} (mới)", bearer.label),
            (Some(_), Some(district)) if in_other_district => format!("{} (cũ), {district}", bearer.label),
            (Some(_), _) => format!("{} (cũ)", bearer.label),
        };
        if !examples.contains(&with) {
            examples.push(with);
        }
    }
    examples
}

/// D270: a name that several units bear on that day.
pub fn several_places(at: Place, name: &str, bearers: &[Bearer]) -> Diagnostic {
    let examples = example(bearers);
    let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
    error(
        "D270",
        at,
        format!("“{name}” có thể là: {}", list(bearers, "đến hết", "từ")),
        format!("“{name}” may be: {}", list(bearers, "until", "since")),
    )
    .cure(format!("viết rõ: {}", choices(&examples, "hoặc")), format!("write {}", choices(&examples, "or")))
}

/// D271: a unit that was not there on that day.
pub fn place_out_of_time(at: Place, label: &str, since: Option<&Moment>, until: Option<&Moment>) -> Diagnostic {
    let (vi, en) = match (since, until) {
        (Some(since), _) => (
            format!("lúc ấy chưa có {label}: chỉ có từ {}", since.short_vi()),
            format!("there was no {label} then: only since {}", since.short_vi()),
        ),
        (None, Some(until)) => (
            format!("lúc ấy không còn {label}: chỉ có đến hết {}", last_day(until)),
            format!("there was no {label} any more: only until {}", last_day(until)),
        ),
        (None, None) => (format!("lúc ấy không có {label}"), format!("there was no {label} then")),
    };
    let note = warning("D271", at, vi, en);
    if since.is_some() {
        return note.cure(
            format!("vẫn xếp vào nơi này; nếu đúng ý, viết “{label} (mới)”, hoặc xem lại ngày"),
            format!("it is listed there all the same; if that is meant, write “{label} (mới)”, or mend the date"),
        );
    }
    note.cure(
        format!("vẫn xếp vào nơi này; nếu đúng ý, viết “{label} (cũ)”, hoặc xem lại ngày"),
        format!("it is listed there all the same; if that is meant, write “{label} (cũ)”, or mend the date"),
    )
}

/// D272: a unit that was divided among several, named after that.
pub fn divided_place(at: Place, name: &str, until: Option<&Moment>, today: &[String]) -> Diagnostic {
    let until = until.map(Moment::short_vi).unwrap_or_default();
    let today: Vec<&str> = today.iter().map(String::as_str).collect();
    error(
        "D272",
        at,
        format!("“{name}” không còn từ {}, nay thuộc nhiều nơi: {}", until, choices(&today, "và")),
        format!("“{name}” is no more since {}, and lies in several places: {}", until, choices(&today, "and")),
    )
    .cure("viết tên nơi hiện nay", "write the name of today's place")
}

/// D273: a name that several units bore at different times, where there is no date.
pub fn place_needs_date(at: Place, name: &str, bearers: &[Bearer]) -> Diagnostic {
    let examples = example(bearers);
    let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
    error(
        "D273",
        at,
        format!("chưa có ngày nên không biết “{name}” là nơi nào: {}", list(bearers, "đến hết", "từ")),
        format!("without a date it cannot be told which “{name}” is meant: {}", list(bearers, "until", "since")),
    )
    .cure(
        format!("ghi ngày, hoặc viết rõ: {}", choices(&examples, "hoặc")),
        format!("give the date, or write {}", choices(&examples, "or")),
    )
}

/// D274: one code for two units of one time.
pub fn same_code(at: Place, code: &str, other: &str, line: u32) -> Diagnostic {
    error(
        "D274",
        at,
        format!("mã “{code}” đã dùng cho {other} ở dòng {line} trong cùng thời gian"),
        format!("the code “{code}” is that of {other} on line {line}, at the same time"),
    )
    .cure(
        "sửa mã, hoặc ghi “từ”, “đến” của mỗi đơn vị để không trùng thời gian",
        "mend the code, or give “from” and “until” of each unit so that they do not overlap",
    )
}

/// D275: one name for two units of one time and district.
pub fn same_unit(at: Place, label: &str, line: u32) -> Diagnostic {
    error(
        "D275",
        at,
        format!("{label} đã có ở dòng {line}, khác mã, huyện hoặc ngày"),
        format!("{label} stands on line {line} already, with another code, district or day"),
    )
    .cure(
        "bỏ một dòng; đơn vị chia cho nhiều nơi thì ghi giống hệt nhau ở mỗi nơi, chỉ khác “phần”",
        "remove one; a unit that was divided stands below each successor with the same facts, but for its “part”",
    )
}

/// D276: a successor that the list does not have.
pub fn unknown_successor(at: Place, label: &str, name: &str, nearest: &[&str]) -> Diagnostic {
    let note = error(
        "D276",
        at,
        format!("{label} ghi là nay thuộc “{name}” nhưng danh sách không có nơi ấy"),
        format!("{label} became “{name}”, which the list does not have"),
    );
    if nearest.is_empty() {
        return note.cure("thêm nơi ấy vào danh sách, hoặc sửa tên", "add that unit to the list, or mend the name");
    }
    did_you_mean(note, nearest)
}

/// D277: a successor that was not there on the day when the unit ended.
pub fn successor_at_another_time(at: Place, label: &str, successor: &str, day: &Moment) -> Diagnostic {
    let day = day.short_vi();
    error(
        "D277",
        at,
        format!("{label} hết vào {day} nhưng {successor} không có vào ngày ấy"),
        format!("{label} ended on {day}, but there was no {successor} on that day"),
    )
    .cure("sửa “từ”, “đến” của một trong hai", "mend “from” or “until” of one of them")
}

/// D278: units that became each other.
pub fn units_in_circle(at: Place, names: &[String]) -> Diagnostic {
    let mut circle = names.join(" → ");
    if let Some(first) = names.first() {
        circle = format!("{circle} → {first}");
    }
    error(
        "D278",
        at,
        format!("các đơn vị ghi là nay thuộc nhau thành vòng tròn: {circle}"),
        format!("these units became each other in a circle: {circle}"),
    )
    .cure("bỏ một “nay thuộc”", "remove one “became”")
}

/// D279: a unit that ended, and nothing became of it.
pub fn without_successor(at: Place, label: &str) -> Diagnostic {
    error(
        "D279",
        at,
        format!("{label} có “đến” nhưng chưa ghi nay thuộc đâu"),
        format!("{label} has an end, but not what it became"),
    )
    .cure("thêm dòng: nay thuộc: [xã …]", "add a line: became: [xã …]")
}

/// D285: a unit that ends before it begins.
pub fn unit_without_time(at: Place, label: &str, from: &Moment, until: &Moment) -> Diagnostic {
    let (from, until) = (from.short_vi(), until.short_vi());
    error(
        "D285",
        at,
        format!("{label}: “từ” ({from}) không trước “đến” ({until})"),
        format!("{label}: “from” ({from}) is not before “until” ({until})"),
    )
    .cure("sửa một trong hai ngày", "mend one of the two days")
}
