//! Figures that talks measured, beside the programs that show them: read from a file of the build, `figures/figures.txt`, which a
//! teacher can add to. `assets/figures/README.md` describes it.
//!
//! What it is not: part of the page's own program; the table is fetched by who asks for it. Begin with [`Figure::read_all`].

use super::program::replace_parameter;

/// Where the table is, beside the page.
pub const TABLE: &str = "figures/figures.txt";

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// Where it comes from: the talk's title, its speaker, its year.
    pub talk: String,
    /// What was measured.
    pub set_up: String,
    /// What came out, as the talk has it; `–` if it has none.
    pub measured: String,
    /// What arithmetic gives; `–` if it gives nothing.
    pub ideal: String,
    /// The program that shows it: its place beside the page.
    pub program: String,
    /// What is written into the program: its parameters and their values.
    pub parameters: Vec<(String, String)>,
    /// How long the program takes by arithmetic, in milliseconds.
    pub takes_ms: u32,
    /// How many times as long the set-up takes that the figure is about.
    pub times: u32,
    /// What is modelled and how, what is computed and what only quoted.
    pub model: String,
}

impl Figure {
    /// The figures of a table.
    ///
    /// # Errors
    /// A line is not understood, or a field is missing: which, and what is expected.
    pub fn read_all(text: &str) -> Result<Vec<Figure>, String> {
        let mut figures = Vec::new();
        let mut figure = None;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            let refuse =
                |what: &str| Err(["Line ", &(index + 1).to_string(), " of the figures: ", what].concat());
            if line.is_empty() {
                figures.extend(figure.take());
            } else if !line.starts_with('#') {
                let Some((field, value)) = line.split_once(": ") else {
                    return refuse("write a field and its value, as `measured: 1.25 s`.");
                };
                let figure = figure.get_or_insert_with(|| Figure { times: 1, ..Figure::default() });
                if let Err(what) = figure.set(field, value.trim()) {
                    return refuse(what);
                }
            }
        }
        figures.extend(figure);
        match figures.iter().find(|figure| !figure.is_whole()) {
            Some(figure) => Err([
                "The figure `",
                &figure.set_up,
                "` lacks a field: it needs talk, set-up, measured, ideal, program, takes and model.",
            ]
            .concat()),
            None => Ok(figures),
        }
    }

    /// The program's text with the figure's parameters written into it.
    pub fn source(&self, program: &str) -> String {
        let write =
            |source: String, (name, value): &(String, String)| replace_parameter(&source, name, value);
        self.parameters.iter().fold(program.to_owned(), write)
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), &'static str> {
        let text = match field {
            "talk" => &mut self.talk,
            "set-up" => &mut self.set_up,
            "measured" => &mut self.measured,
            "ideal" => &mut self.ideal,
            "program" => &mut self.program,
            "model" => &mut self.model,
            "with" => {
                let (name, value) = value.split_once(" = ").ok_or("write `with: NAME = value`.")?;
                self.parameters.push((name.to_owned(), value.to_owned()));
                return Ok(());
            }
            "takes" => {
                let number = value.strip_suffix(" ms").and_then(|number| number.parse().ok());
                self.takes_ms = number.ok_or("write whole milliseconds, as `takes: 1250 ms`.")?;
                return Ok(());
            }
            "times" => {
                self.times = value.parse().map_err(|_| "write a whole number, as `times: 10`.")?;
                return Ok(());
            }
            _ => return Err("there is no such field."),
        };
        value.clone_into(text);
        Ok(())
    }

    fn is_whole(&self) -> bool {
        let texts = [&self.talk, &self.set_up, &self.measured, &self.ideal, &self.program, &self.model];
        texts.iter().all(|text| !text.is_empty()) && self.takes_ms > 0 && self.times > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str =
        "talk: 7 A\nset-up: b\nmeasured: –\nideal: 2 s\nprogram: p.py\ntakes: 2000 ms\nmodel: c: d\n";

    #[test]
    fn figures_are_separated_by_empty_lines() {
        let text = format!("# A comment.\n\n{ONE}with: N = 3\ntimes: 10\n\n\n{ONE}");
        let figures = Figure::read_all(&text).unwrap();
        assert_eq!(figures.len(), 2);
        assert_eq!((figures[0].times, figures[1].times), (10, 1));
        assert_eq!((figures[0].model.as_str(), figures[0].takes_ms), ("c: d", 2000));
        assert_eq!(figures[0].source("N = 1\nprint(N)\n"), "N = 3\nprint(N)\n");
        assert_eq!(Figure::read_all(""), Ok(vec![]));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let mistakes = [
            ("\nno field\n", "Line 2 of the figures: write a field and its value, as `measured: 1.25 s`."),
            ("takes: 2 s\n", "Line 1 of the figures: write whole milliseconds, as `takes: 1250 ms`."),
            ("times: x\n", "Line 1 of the figures: write a whole number, as `times: 10`."),
            ("with: N\n", "Line 1 of the figures: write `with: NAME = value`."),
            ("what: 1\n", "Line 1 of the figures: there is no such field."),
        ];
        for (text, message) in mistakes {
            assert_eq!(Figure::read_all(text), Err(message.to_owned()));
        }
        let lacking = Figure::read_all("set-up: this\n").unwrap_err();
        assert!(lacking.starts_with("The figure `this` lacks a field"), "{lacking}");
    }
}
