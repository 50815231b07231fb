//! The header `Date`, as RFC 9110 has it: `Thu, 01 Jan 2026 00:00:00 GMT`.

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [(&str, u64); 12] = [
    ("Jan", 31),
    ("Feb", 28),
    ("Mar", 31),
    ("Apr", 30),
    ("May", 31),
    ("Jun", 30),
    ("Jul", 31),
    ("Aug", 31),
    ("Sep", 30),
    ("Oct", 31),
    ("Nov", 30),
    ("Dec", 31),
];
const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// These seconds since the beginning of 1970.
pub(super) fn http_date(seconds: u64) -> String {
    let (days, within) = (seconds / SECONDS_PER_DAY, seconds % SECONDS_PER_DAY);
    // The first day of 1970 was a Thursday.
    let weekday = WEEKDAYS[(days % 7) as usize];
    let (mut year, mut left) = (1970, days);
    while left >= days_of_year(year) {
        left -= days_of_year(year);
        year += 1;
    }
    let mut months = MONTHS.iter().map(|(name, days)| {
        let is_long = *name == "Feb" && days_of_year(year) == 366;
        (*name, days + u64::from(is_long))
    });
    let month = loop {
        match months.next() {
            Some((_, days)) if left >= days => left -= days,
            Some((name, _)) => break name,
            None => break "Dec",
        }
    };
    let (hour, minute, second) = (within / 3600, within / 60 % 60, within % 60);
    format!("{weekday}, {:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT", left + 1)
}

fn days_of_year(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    365 + u64::from(is_leap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(http_date(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT");
        assert_eq!(http_date(1_767_225_600), "Thu, 01 Jan 2026 00:00:00 GMT");
    }
}
