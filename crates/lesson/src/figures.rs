//! A figure table: what was measured somewhere, beside what a run gives here.
//!
//! In the file it is a table of Markdown whose last column is called “Here”, and readable as that anywhere.

use super::block::{Inline, Problem, Table, Target, plain_text};
use serde::{Deserialize, Serialize};

/// Figures, a set-up on each row. All rows have as many cells as the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureTable {
    /// The names of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows, cell by cell.
    pub rows: Vec<Vec<FigureCell>>,
}

/// A cell of a figure table; what it is, its column's name says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigureCell {
    /// The row's label, its set-up, or whatever else belongs to it.
    Text(Vec<Inline>),
    /// What was measured.
    Measured(Figure),
    /// What arithmetic gives.
    Ideal(Figure),
    /// The name of the program in `lessons/programs` whose predicted total belongs here; None for none.
    Here(Option<String>),
}

/// A figure, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What the file says.
    pub text: String,
    /// The same as a time, for comparing and drawing; None if it is none.
    pub milliseconds: Option<u64>,
}

impl Figure {
    fn new(cell: &[Inline]) -> Figure {
        let text = plain_text(cell).trim().to_owned();
        Figure { milliseconds: milliseconds(&text), text }
    }
}

/// `25.425 s` → 25425, `622 ms` → 622.
fn milliseconds(text: &str) -> Option<u64> {
    let (number, unit) = text.split_once([' ', '\u{a0}', '\u{202f}'])?;
    let number: f64 = number.replace(',', "").parse().ok()?;
    let factor = match unit {
        "ms" => 1.0,
        "s" => 1000.0,
        _ => return None,
    };
    (0.0..1e9).contains(&number).then(|| (number * factor).round() as u64)
}

/// Whether a table is meant as a figure table.
pub(super) fn are_figures(table: &Table) -> bool {
    table.head.last().is_some_and(|name| is_named(name, "here"))
}

fn is_named(name: &[Inline], wanted: &str) -> bool {
    plain_text(name).trim().eq_ignore_ascii_case(wanted)
}

/// Reads such a table, and says what is wrong in it.
pub(super) fn figures(table: Table, line: u32, problems: &mut Vec<Problem>) -> FigureTable {
    let last = table.head.len() - 1;
    let mut read = |place: usize, cell: Vec<Inline>| {
        if place == last {
            FigureCell::Here(program(&cell, line, problems))
        } else if is_named(&table.head[place], "measured") {
            FigureCell::Measured(Figure::new(&cell))
        } else if is_named(&table.head[place], "ideal") {
            FigureCell::Ideal(Figure::new(&cell))
        } else {
            FigureCell::Text(cell)
        }
    };
    let rows = table.rows.into_iter();
    let rows = rows.map(|row| row.into_iter().enumerate().map(|(place, cell)| read(place, cell)).collect());
    FigureTable { rows: rows.collect(), head: table.head }
}

/// The program that a cell links to.
fn program(cell: &[Inline], line: u32, problems: &mut Vec<Problem>) -> Option<String> {
    let linked = cell.iter().find_map(|part| match part {
        Inline::Link { target: Target::Program(name), .. } => Some(name.clone()),
        _ => None,
    });
    let text = plain_text(cell);
    if linked.is_none() && !matches!(text.trim(), "" | "–" | "-") {
        problems.push(Problem {
            line,
            message: "In a table of figures, the column “Here” holds links to programs.".to_owned(),
            instead:
                "Write [run](../programs/NAME.py), leave the cell empty, or give the column another name."
                    .to_owned(),
        });
    }
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_with_a_unit_are_times() {
        assert_eq!(milliseconds("25.425 s"), Some(25_425));
        assert_eq!(milliseconds("1,500 s"), Some(1_500_000));
        assert_eq!(milliseconds("622 ms"), Some(622));
        for text in ["", "–", "half an hour", "7 requests/s", "1491", "-1 s", "inf s", "NaN ms", "1e300 s"]
        {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
