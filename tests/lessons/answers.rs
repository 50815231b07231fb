//! Nothing gives the answer to a question away before it is asked: no title, no summary, no entry of the index, no text above it.
//!
//! The answer is taken from the run. Begin with [`gives_away`].

use super::*;

/// The lengths of time that a text says, in digits or in words, halves and all: numbers with a unit, or with nothing after them.
fn lengths(text: &str) -> Vec<f64> {
    const WORDS: [(&str, f64); 21] = [
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("hundred", 100.0),
        ("half", 0.5),
        ("quarter", 0.25),
    ];
    const UNITS: [&str; 6] = ["s", "ms", "second", "seconds", "millisecond", "milliseconds"];
    let text = text.to_lowercase().replace(" and a half", "½").replace("half a second", "half second");
    let words: Vec<&str> = text.split_whitespace().collect();
    let length = |place: usize| {
        let word = words[place].trim_end_matches(|character: char| character.is_ascii_punctuation());
        let ends_here = word.len() < words[place].len() || place + 1 == words.len();
        let unit =
            words.get(place + 1).map_or("", |next| next.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let number = word.trim_end_matches('½');
        let known = WORDS.iter().find(|(name, _)| *name == number).map(|(_, value)| *value);
        let value = known.or_else(|| number.parse().ok())? + if word == number { 0.0 } else { 0.5 };
        (ends_here || UNITS.contains(&unit)).then_some(value)
    };
    (0..words.len()).filter_map(length).collect()
}

/// Whether a text gives away what a run comes to: how long it takes, or the order of what it prints.
fn gives_away(text: &str, question: Question, run: &Trace) -> bool {
    match question {
        Question::Total => {
            let seconds = run.end().since(Time::ZERO).as_milliseconds() / 1000.0;
            let is_near = |said: f64, value: f64| (said - value).abs() <= value * 0.03;
            lengths(text).into_iter().any(|said| is_near(said, seconds) || is_near(said, seconds * 1000.0))
        }
        Question::Order => {
            let output = run.output(Stream::Output);
            let mut rest = text;
            lines_to_order(&output).unwrap().into_iter().all(|line| match rest.find(line) {
                Some(place) => {
                    rest = &rest[place + line.len()..];
                    true
                }
                None => false,
            })
        }
    }
}

#[test]
fn nothing_gives_the_answer_away_before_it_is_asked() {
    for (id, lesson) in lessons() {
        let file = format!("({id}.md)");
        let listed = text_of("index").lines().find(|line| line.contains(&file)).unwrap().to_owned();
        // Its number in the list is no answer.
        let listed = listed.split_once(". ").unwrap().1.to_owned();
        let mut before = vec![listed, lesson.title.clone(), lesson.summary.clone()];
        for block in &lesson.blocks {
            match block {
                Block::Live(view) if view.prediction.is_some() => {
                    let question = view.prediction.as_ref().unwrap();
                    before.extend([view.title.clone(), question.text.clone()]);
                    let run = run(&source(&view.program));
                    for text in &before {
                        assert!(
                            !gives_away(text, question.question, &run),
                            "{id} gives the answer away: {text}"
                        );
                    }
                    break;
                }
                other => before.push(words(std::slice::from_ref(other))),
            }
        }
    }
}

#[test]
fn what_gives_an_answer_away_is_found() {
    let take = |milliseconds: u32| run(&format!("import time\ntime.sleep({milliseconds} / 1000)\n"));
    let totals = [
        ("Two awaits and ten visitors. One visitor takes 0.6 s, and so do all ten.", 600),
        ("Two hundred quotes in one second, and a progress bar that makes it four and a half.", 4500),
        (
            "A page takes 1.25 s. Twenty people ask for it at the same moment, and the last one waits 25.",
            25_000,
        ),
        ("Half a second of patience that takes 0.7 s, and what happens in between.", 700),
    ];
    for (summary, milliseconds) in totals {
        assert!(gives_away(summary, Question::Total, &take(milliseconds)), "{summary}");
        assert!(!gives_away(summary, Question::Total, &take(milliseconds * 3 / 2 + 7)), "{summary}");
    }
    let ordered = run("print('first')\nprint('second')\n");
    assert!(gives_away("It prints first, and then second.", Question::Order, &ordered));
    assert!(!gives_away("It prints second, and then first.", Question::Order, &ordered));
}
