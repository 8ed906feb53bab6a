//! Dates as people in Vietnam type them (day first) and as newspapers print them.
//!
//! In: text and the site's offset from UTC. Out: a `Moment`, and its printed forms. Knows no clock: "now" is passed in.

use super::offset::{Offset, digits};
use super::typed_date;
use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::{Deserialize, Serialize};

/// A point in time as an article states it: a day, perhaps an hour, in the site's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    #[serde(with = "super::date_parts")]
    local: DateTime,
    /// Whether an hour was given; without one, none is printed.
    pub has_time: bool,
    offset: Offset,
}

/// How many days of the week stand before the first day of a month (none when it is a Monday), and how many days it has.
/// `None` when there is no such month.
pub fn month_days(year: i16, month: i8) -> Option<(u8, i8)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first.weekday().to_monday_zero_offset().unsigned_abs(), first.days_in_month()))
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// The text has none of the forms that are read.
    Form,
    /// There is no such year.
    Year,
    /// There is no such month (13).
    Month,
    /// The month has no such day (31/2), but so many.
    Day {
        /// The year.
        year: i16,
        /// The month, from 1.
        month: i8,
        /// So many days it has.
        days: i8,
    },
    /// There is no such hour (25) or minute.
    Hour,
}

impl Moment {
    /// Reads `14/8/2025`, `14-08-2025`, `6.1.2022`, `2025-08-14`, each with an hour after it (`7h30`, `7h`, `07:30`,
    /// `07:30:15`, `16 giờ 30`) or not, and RFC 3339 (`2025-08-14T07:30:00+07:00`), which is brought to the site's zone;
    /// then what is said in words: `Thứ Năm, 06/01/2022, 16:30`, `16h30 ngày 6 tháng 1 năm 2022`.
    ///
    /// # Errors
    /// The text is no date, or there is no such day or hour.
    pub fn parse(text: &str, site: Offset) -> Result<Self, DateError> {
        match Self::parse_short(text.trim(), site) {
            Err(DateError::Form) => {
                typed_date::plain(text).map_or(Err(DateError::Form), |plain| Self::parse_short(plain.trim_end(), site))
            }
            known => known,
        }
    }

    fn parse_short(text: &str, site: Offset) -> Result<Self, DateError> {
        let cut = text.find([' ', 'T', 't', ',']).unwrap_or(text.len());
        let (day, rest) = (&text[..cut], text[cut..].trim_start_matches([' ', 'T', 't', ',']));
        let date = parse_day(day)?;
        let (time, zone) = match rest.trim() {
            "" => (None, None),
            hour => parse_hour(hour).map(|(time, zone)| (Some(time), zone))?,
        };
        let has_time = time.is_some();
        let mut local = date.to_datetime(time.unwrap_or(Time::midnight()));
        if let Some(zone) = zone {
            let shift = i64::from(site.minutes - zone.minutes);
            local = local.checked_add(jiff::SignedDuration::from_mins(shift)).map_err(|_| DateError::Year)?;
        }
        Ok(Self { local, has_time, offset: site })
    }

    /// The moment of a number of seconds since 1970-01-01T00:00:00Z, in the site's zone. `None` beyond the year 9999.
    pub fn from_unix(seconds: i64, site: Offset) -> Option<Self> {
        let utc = jiff::Timestamp::from_second(seconds).ok()?;
        let local = jiff::tz::Offset::UTC.to_datetime(utc);
        let local = local.checked_add(jiff::SignedDuration::from_mins(i64::from(site.minutes))).ok()?;
        Some(Self { local, has_time: true, offset: site })
    }

    /// Seconds since 1970-01-01T00:00:00Z; without an hour, those of midnight.
    pub fn unix(&self) -> i64 {
        let days = i64::from((self.local.date() - Date::constant(1970, 1, 1)).get_days());
        let time = self.local.time();
        let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        days * 86_400 + seconds - i64::from(self.offset.minutes) * 60
    }

    /// The last second at which something that ends with this moment still holds: the end of the day when no hour was
    /// given.
    pub fn unix_end(&self) -> i64 {
        self.unix() + if self.has_time { 0 } else { 86_399 }
    }

    /// The same day, without an hour.
    #[must_use]
    pub fn whole_day(&self) -> Self {
        Self { has_time: false, ..*self }
    }

    /// The day before, without an hour: the last day of what ends with the beginning of this one.
    #[must_use]
    pub fn day_before(&self) -> Self {
        let day = self.local.date().yesterday().unwrap_or(self.local.date());
        Self { local: day.to_datetime(Time::midnight()), has_time: false, ..*self }
    }

    /// Year and month, for addresses and sitemaps.
    pub fn month(&self) -> (i16, i8) {
        (self.local.year(), self.local.month())
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.local.year()
    }

    /// The day of the month.
    pub fn day(&self) -> i8 {
        self.local.day()
    }

    /// For `<time datetime>`, feeds and structured data: `2022-01-06T16:30:00+07:00`, or `2022-01-06` without an hour.
    pub fn iso(&self) -> String {
        if self.has_time { self.rfc3339() } else { self.iso_day() }
    }

    /// The day alone: `2022-01-06`.
    pub fn iso_day(&self) -> String {
        let mut out = String::with_capacity(10);
        self.push_iso_day(&mut out);
        out
    }

    /// Always with an hour and zone: `2022-01-06T00:00:00+07:00`.
    pub fn rfc3339(&self) -> String {
        let (time, minutes) = (self.local, self.offset.minutes.unsigned_abs());
        let mut out = String::with_capacity(25);
        self.push_iso_day(&mut out);
        out.push('T');
        for (sign, value) in [(':', time.hour()), (':', time.minute())] {
            push_two(value.unsigned_abs(), &mut out);
            out.push(sign);
        }
        push_two(time.second().unsigned_abs(), &mut out);
        out.push(if self.offset.minutes < 0 { '-' } else { '+' });
        push_two(u8::try_from(minutes / 60).unwrap_or(0), &mut out);
        out.push(':');
        push_two(u8::try_from(minutes % 60).unwrap_or(0), &mut out);
        out
    }

    fn push_iso_day(&self, out: &mut String) {
        push_year(self.local.year(), out);
        for part in [self.local.month(), self.local.day()] {
            out.push('-');
            push_two(part.unsigned_abs(), out);
        }
    }

    /// For RSS (RFC 822 with four digits for the year): `Thu, 06 Jan 2022 16:30:00 +0700`.
    pub fn rfc2822(&self) -> String {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (d, sign, minutes) =
            (self.local, if self.offset.minutes < 0 { '-' } else { '+' }, self.offset.minutes.abs());
        let day = DAYS.get(d.weekday().to_monday_zero_offset().unsigned_abs() as usize).unwrap_or(&"Mon");
        let month = MONTHS.get(d.month().unsigned_abs() as usize - 1).unwrap_or(&"Jan");
        format!(
            "{day}, {:02} {month} {:04} {:02}:{:02}:{:02} {sign}{:02}{:02}",
            d.day(),
            d.year(),
            d.hour(),
            d.minute(),
            d.second(),
            minutes / 60,
            minutes % 60
        )
    }

    /// As over an article: `Thứ Năm, 06/01/2022, 16:30`, without the hour where none was given.
    pub fn long_vi(&self) -> String {
        let mut out = String::with_capacity(40);
        out.push_str(weekday_vi(self.local.weekday()));
        out.push_str(", ");
        self.push_short_vi(&mut out);
        if self.has_time {
            out.push_str(", ");
            push_two(self.local.hour().unsigned_abs(), &mut out);
            out.push(':');
            push_two(self.local.minute().unsigned_abs(), &mut out);
        }
        out
    }

    /// The end of something that began at `start`: the hour alone when both are on one day, else as over an article.
    pub fn until_vi(&self, start: &Self) -> String {
        if self.has_time && self.local.date() == start.local.date() {
            return format!("{:02}:{:02}", self.local.hour(), self.local.minute());
        }
        self.long_vi()
    }

    /// Within a sentence: `thứ Năm, 06/01/2022`.
    pub fn sentence_vi(&self) -> String {
        let weekday = weekday_vi(self.local.weekday());
        // Only the first word is lowered: the name of the day stays as it is.
        format!("{}{}, {}", weekday[..1].to_lowercase(), &weekday[1..], self.short_vi())
    }

    /// As in documents of the administration: `ngày 06 tháng 01 năm 2022`, `ngày 14 tháng 8 năm 2025` (Nghị định
    /// 30/2020/NĐ-CP: a zero before days 1 to 9 and months 1 and 2).
    pub fn admin_vi(&self) -> String {
        let (year, month, day) = (self.local.year(), self.local.month(), self.local.day());
        let zero = if month < 3 { "0" } else { "" };
        format!("ngày {day:02} tháng {zero}{month} năm {year:04}")
    }

    /// As over an article in English: `Thursday 6 January 2022, 16:30`.
    pub fn long_en(&self) -> String {
        let pattern = if self.has_time { "%A %-d %B %Y, %H:%M" } else { "%A %-d %B %Y" };
        self.local.strftime(pattern).to_string()
    }

    /// The end of something that began at `start`, in English.
    pub fn until_en(&self, start: &Self) -> String {
        if self.has_time && self.local.date() == start.local.date() {
            return format!("{:02}:{:02}", self.local.hour(), self.local.minute());
        }
        self.long_en()
    }

    /// As in a list in English: `6 Jan 2022`.
    pub fn short_en(&self) -> String {
        self.local.strftime("%-d %b %Y").to_string()
    }

    /// As in a list: `06/01/2022`.
    pub fn short_vi(&self) -> String {
        let mut out = String::with_capacity(10);
        self.push_short_vi(&mut out);
        out
    }

    /// As it is typed into front matter: `14/8/2025 7h30`, without the hour where none was given.
    pub fn typed_vi(&self) -> String {
        let (day, month, year) = (self.local.day(), self.local.month(), self.local.year());
        let hour = || format!(" {}h{:02}", self.local.hour(), self.local.minute());
        format!("{day}/{month}/{year:04}{}", if self.has_time { hour() } else { String::new() })
    }

    fn push_short_vi(&self, out: &mut String) {
        for part in [self.local.day(), self.local.month()] {
            push_two(part.unsigned_abs(), out);
            out.push('/');
        }
        push_year(self.local.year(), out);
    }
}

/// Two digits. Dates stand several times on every page: `format!` for each part was a thirtieth of a build.
fn push_two(value: u8, out: &mut String) {
    out.push(char::from(b'0' + value / 10 % 10));
    out.push(char::from(b'0' + value % 10));
}

/// Four digits.
fn push_year(year: i16, out: &mut String) {
    let year = year.unsigned_abs();
    push_two(u8::try_from(year / 100 % 100).unwrap_or(0), out);
    push_two(u8::try_from(year % 100).unwrap_or(0), out);
}

fn weekday_vi(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Thứ Hai",
        Weekday::Tuesday => "Thứ Ba",
        Weekday::Wednesday => "Thứ Tư",
        Weekday::Thursday => "Thứ Năm",
        Weekday::Friday => "Thứ Sáu",
        Weekday::Saturday => "Thứ Bảy",
        Weekday::Sunday => "Chủ Nhật",
    }
}

fn parse_day(text: &str) -> Result<Date, DateError> {
    let separator = text.find(['/', '-', '.']).and_then(|at| text[at..].chars().next()).ok_or(DateError::Form)?;
    let parts: Vec<i32> =
        text.split(separator).map(|part| digits(part, 4)).collect::<Option<_>>().ok_or(DateError::Form)?;
    let first_is_year = text.find(separator) == Some(4);
    let (year, month, day) = match parts[..] {
        [year, month, day] if first_is_year => (year, month, day),
        [day, month, year] if year >= 1000 => (year, month, day),
        _ => return Err(DateError::Form),
    };
    let year = i16::try_from(year).map_err(|_| DateError::Year)?;
    let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month)).ok_or(DateError::Month)?;
    let days = Date::new(year, month, 1).map_err(|_| DateError::Year)?.days_in_month();
    let day = i8::try_from(day).unwrap_or(0);
    Date::new(year, month, day).map_err(|_| DateError::Day { year, month, days })
}

/// `7h30`, `7h`, `7 giờ 30 phút`, `07:30`, `07:30:15.5+07:00`, each with the zone that may follow.
fn parse_hour(text: &str) -> Result<(Time, Option<Offset>), DateError> {
    let lower = text.to_lowercase().replace("giờ", "h").replace('g', "h").replace("phút", "").replace("lúc", "");
    let compact: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let zone_at = compact.find(['+', '-', 'z']).unwrap_or(compact.len());
    let (clock, zone) = compact.split_at(zone_at);
    let zone = match zone {
        "" => None,
        text => Some(Offset::parse(text).ok_or(DateError::Form)?),
    };
    let mut parts = clock.split([':', 'h']);
    let mut next = |optional: bool| match parts.next() {
        None => Ok(0),
        Some("") if optional => Ok(0),
        Some(part) => digits(part.split('.').next().unwrap_or_default(), 2).ok_or(DateError::Form),
    };
    if !clock.contains([':', 'h']) {
        return Err(DateError::Form);
    }
    let (hour, minute, second) = (next(false)?, next(true)?, next(true)?);
    if parts.next().is_some() {
        return Err(DateError::Form);
    }
    let narrow = |n: i32| i8::try_from(n).map_err(|_| DateError::Hour);
    let time = Time::new(narrow(hour)?, narrow(minute)?, narrow(second)?, 0).map_err(|_| DateError::Hour)?;
    Ok((time, zone))
}

#[cfg(test)]
mod tests {
    use super::{DateError, Moment, Offset};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, iso: &str) {
        let moment = Moment::parse(text, Offset::VIETNAM).map(|m| m.iso());
        assert_eq!(moment.as_deref(), Ok(iso), "{text}");
    }

    #[test]
    fn forms_that_people_type() {
        for text in ["14/8/2025", "14-08-2025", "14.8.2025", "2025-08-14", " 14/08/2025 "] {
            check(text, "2025-08-14");
        }
        for text in [
            "14/8/2025 7h30",
            "14-08-2025 07:30",
            "2025-08-14 07:30",
            "2025-08-14T07:30:00+07:00",
            "2025-08-14T00:30:00Z",
            "14/8/2025, 7 giờ 30",
            "14/8/2025 7 giờ 30 phút",
        ] {
            check(text, "2025-08-14T07:30:00+07:00");
        }
        for text in [
            "Thứ Năm, 06/01/2022, 16:30",
            "thứ Năm, ngày 6/1/2022 lúc 16h30",
            "16h30 ngày 6/1/2022",
            "16:30, 06-01-2022",
            "16 giờ 30 ngày 6 tháng 1 năm 2022",
            "ngày 06 tháng 01 năm 2022, 16 giờ 30 phút",
            "6 tháng 1, 2022 16g30",
        ] {
            check(text, "2022-01-06T16:30:00+07:00");
        }
        for text in ["06-01-2022", "6.1.2022", "ngày 06 tháng 01 năm 2022", "Chủ Nhật, 6/1/2022", "6 Tháng 1 Năm 2022"]
        {
            check(text, "2022-01-06");
        }
        check("6/1/2022 16h", "2022-01-06T16:00:00+07:00");
        check("31/12/2021T23:00:00-03:00", "2022-01-01T09:00:00+07:00");
    }

    #[test]
    fn what_is_no_date() {
        for (text, error) in [
            ("13/25/2026", DateError::Month),
            ("31/2/2025", DateError::Day { year: 2025, month: 2, days: 28 }),
            ("1/1/2025 25h", DateError::Hour),
            ("6/1", DateError::Form),
            ("6/1/22", DateError::Form),
            ("hôm qua", DateError::Form),
            ("ngày 31 tháng 2 năm 2025", DateError::Day { year: 2025, month: 2, days: 28 }),
            ("tháng 1/2022", DateError::Form),
            ("7h30", DateError::Form),
            ("tháng", DateError::Form),
            ("", DateError::Form),
            ("1/1/2025 7", DateError::Form),
            ("1/1/2025 7h30 sáng", DateError::Form),
        ] {
            assert_eq!(Moment::parse(text, Offset::VIETNAM), Err(error), "{text}");
        }
    }

    #[test]
    fn printed_forms() {
        let with_hour = Moment::parse("6/1/2022 16h30", Offset::VIETNAM).unwrap();
        assert_eq!(with_hour.long_vi(), "Thứ Năm, 06/01/2022, 16:30");
        let later = Moment::parse("6/1/2022 17h", Offset::VIETNAM).unwrap();
        assert_eq!(later.until_vi(&with_hour), "17:00");
        assert_eq!(with_hour.rfc2822(), "Thu, 06 Jan 2022 16:30:00 +0700");
        let day = Moment::parse("2/11/2025", Offset::VIETNAM).unwrap();
        assert_eq!(day.long_vi(), "Chủ Nhật, 02/11/2025");
        assert_eq!(with_hour.sentence_vi(), "thứ Năm, 06/01/2022");
        assert_eq!(day.sentence_vi(), "chủ Nhật, 02/11/2025");
        assert_eq!(with_hour.admin_vi(), "ngày 06 tháng 01 năm 2022");
        assert_eq!(day.admin_vi(), "ngày 02 tháng 11 năm 2025");
        assert_eq!(day.unix_end() - day.unix(), 86_399);
        assert_eq!(Moment::from_unix(with_hour.unix(), Offset::VIETNAM), Some(with_hour));
    }

    proptest! {
        #[test]
        fn total(text in "\\PC{0,24}|[0-9/.:h -]{0,20}") {
            let _ = Moment::parse(&text, Offset::VIETNAM);
        }
    }
}
