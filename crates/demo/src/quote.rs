//! `/quote`: a random quotation with its source.

mod books;

use std::time::Duration;

use serde_json::json;

use super::call::Call;
use super::parameter::{Kind, Parameter, SEED};
use super::problem::Problem;
use super::random::Random;
use super::reply::{Reply, ServerTiming};
use super::state::State;
use books::{BOOKS, Book, Quotation};

/// How long a slow answer takes.
const SLOW_WORK: Duration = Duration::from_millis(500);

pub(super) const PART: Parameter<u8> = Parameter {
    name: "part",
    meaning: "quotes only from this part of books; a book that came in one volume is all part 1",
    kind: Kind::Whole,
    least: 1,
    most: 3,
    default: None,
};

pub(super) const SLOW: Parameter<bool> = Parameter {
    name: "slow",
    meaning: "whether to wait half a second first",
    kind: Kind::Flag,
    least: false,
    most: true,
    default: Some(false),
};

/// Answers `/quote`: each book is equally likely.
pub(super) fn by_book(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    quote(call, state, |quotations, random| {
        let mut titles: Vec<&str> = quotations.iter().map(|(book, _)| book.title).collect();
        titles.dedup();
        let title = random.choice(&titles).copied();
        quotations.retain(|(book, _)| Some(book.title) == title);
    })
}

/// Answers `/quote/uniform`: each quotation is equally likely.
pub(super) fn uniform(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    quote(call, state, |_, _| ())
}

/// Draws from the quotations that the call allows, after `narrow` has had its way with them.
fn quote(
    call: &Call<'_>,
    state: &mut State,
    narrow: impl Fn(&mut Vec<(&'static Book, &'static Quotation)>, &mut Random),
) -> Result<Reply, Problem> {
    let (part, slow) = (PART.optional(call)?, SLOW.required(call)?);
    let mut random = state.random_for(SEED.optional(call)?);
    let mut quotations: Vec<(&Book, &Quotation)> = BOOKS
        .iter()
        .flat_map(|book| book.quotations.iter().map(move |quotation| (book, quotation)))
        .filter(|(_, quotation)| part.is_none_or(|part| quotation.part == part))
        .collect();
    narrow(&mut quotations, &mut random);
    let (book, quotation) = random.choice(&quotations).expect("there are quotations of every part");
    let source = json!({
        "book": book.title,
        "author": book.author,
        "chapter": quotation.chapter,
        "part": quotation.part,
    });
    let reply = Reply::json(200, &json!({ "quote": quotation.text, "source": source }));
    let work = if slow { SLOW_WORK } else { Duration::ZERO };
    Ok(reply.after(ServerTiming { queue: Duration::ZERO, work }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_at_least_sixty_quotations_and_some_of_every_part() {
        let quotations: Vec<&Quotation> = BOOKS.iter().flat_map(|book| book.quotations).collect();
        assert!(quotations.len() >= 60, "{}", quotations.len());
        for part in PART.least..=PART.most {
            assert!(quotations.iter().any(|quotation| quotation.part == part), "part {part}");
        }
        assert!(quotations.iter().all(|quotation| (PART.least..=PART.most).contains(&quotation.part)));
    }

    #[test]
    fn no_quotation_stands_twice_and_each_book_is_in_order() {
        let mut texts: Vec<&str> = BOOKS.iter().flat_map(|book| book.quotations).map(|q| q.text).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count);
        for book in BOOKS {
            assert!(book.quotations.is_sorted_by_key(|q| (q.part, q.chapter)), "{}", book.title);
        }
    }
}
