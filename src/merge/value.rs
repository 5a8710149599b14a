//! What a cell of a workbook says.
//!
//! Here: a day however it is written. Not here: which cells there are (`sheet`).

use super::cell::Cell;
use crate::say;
use calamine::Data;
use chrono::{NaiveDateTime, NaiveTime};

/// What a cell says.
pub(super) fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::text(&text.replace("_x000D_", "\r")),
        Data::Float(number) => Cell::Number(*number),
        Data::Int(number) => Cell::Whole(number.to_string()),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::Error(error) => Cell::Broken(say!("表格算不出这一格（{error}）", "an error of the sheet: {error}")),
        Data::DateTime(moment) if moment.is_duration() || (0.0..1.0).contains(&moment.as_f64()) => {
            let seconds = (moment.as_f64().fract() * 86_400.0).round();
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32 % 86_400, 0);
            time.map_or(Cell::Number(moment.as_f64()), Cell::Time)
        }
        Data::DateTime(moment) => moment.as_datetime().map_or(Cell::Number(moment.as_f64()), day),
        Data::DateTimeIso(text) => {
            let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
            let moment = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
            let date = || chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Cell::Day);
            moment.map(day).or_else(date).unwrap_or_else(|| Cell::text(text))
        }
        Data::DurationIso(text) => duration(text).map_or_else(|| Cell::text(text), Cell::Time),
    }
}

/// A moment; at midnight the day is meant.
fn day(moment: NaiveDateTime) -> Cell {
    if moment.time() == NaiveTime::MIN { Cell::Day(moment.date()) } else { Cell::Moment(moment) }
}

/// `PT09H30M00S`
fn duration(text: &str) -> Option<NaiveTime> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let minutes = rest.split_once('M').map_or("0", |(minutes, _)| minutes);
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}
