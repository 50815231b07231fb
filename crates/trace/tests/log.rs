//! A list whose copies share what they have in common: it is like any list, and no copy sees what another becomes.

use proptest::prelude::*;
use trace::Log;

/// More items than a group of chunks holds.
const MANY: u32 = 70_000;

#[test]
fn what_was_added_is_there_in_order_over_chunks_and_groups() {
    let log: Log<u32> = (0..MANY).collect();
    assert_eq!(log.len(), MANY as usize);
    assert!(log.iter().copied().eq(0..MANY));
    assert!(log.iter().rev().copied().eq((0..MANY).rev()));
    for index in [0, 255, 256, 65_535, 65_536, MANY - 1] {
        assert_eq!(log.get(index as usize), Some(&index));
    }
    assert_eq!((log.get(MANY as usize), log.last()), (None, Some(&(MANY - 1))));
}

#[test]
fn taking_everything_away_leaves_an_empty_list() {
    let mut log: Log<u32> = (0..MANY).collect();
    for item in (0..MANY).rev() {
        assert_eq!(log.pop(), Some(item));
    }
    assert_eq!((log.pop(), log.is_empty()), (None, true));
}

#[test]
fn a_copy_keeps_no_items_of_its_own_but_the_latest_few() {
    let log: Log<u64> = (0..300).collect();
    let copies: Vec<Log<u64>> = (0..10).map(|_| log.clone()).collect();
    for copy in &copies {
        let (first, copied) = (log.get(0).expect("it is there"), copy.get(0).expect("it is there"));
        assert!(std::ptr::eq(first, copied), "a full chunk is shared");
    }
}

/// What can be done to a list.
#[derive(Debug, Clone)]
enum Change {
    Push(u8, usize),
    Pop(usize),
    Set(prop::sample::Index, u8),
    Copy,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<u8>(), 1usize..400).prop_map(|(item, times)| Change::Push(item, times)),
        (1usize..300).prop_map(Change::Pop),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(index, item)| Change::Set(index, item)),
        Just(Change::Copy),
    ]
}

proptest! {
    #[test]
    fn it_is_like_a_vector_and_its_copies_do_not_change(changes in prop::collection::vec(change(), 0..24)) {
        let (mut log, mut vector) = (Log::default(), Vec::new());
        let mut copies = Vec::new();
        for change in changes {
            match change {
                Change::Push(item, times) => {
                    log.extend(std::iter::repeat_n(item, times));
                    vector.extend(std::iter::repeat_n(item, times));
                }
                Change::Pop(times) => (0..times).for_each(|_| assert_eq!(log.pop(), vector.pop())),
                Change::Set(index, item) if !vector.is_empty() => {
                    let index = index.index(vector.len());
                    vector[index] = item;
                    *log.get_mut(index).expect("it is there") = item;
                }
                Change::Set(..) => {}
                Change::Copy => copies.push((log.clone(), vector.clone())),
            }
            prop_assert_eq!((log.len(), log.last(), log.is_empty()), (vector.len(), vector.last(), vector.is_empty()));
        }
        copies.push((log, vector));
        for (log, vector) in &copies {
            prop_assert!(log.iter().eq(vector));
        }
    }

    #[test]
    fn any_part_of_it_is_read_as_that_of_a_slice(len in 0usize..1200, from in 0usize..1300, until in 0usize..1300, skipped in 0usize..600) {
        let vector: Vec<usize> = (0..len).collect();
        let log: Log<usize> = (0..len).collect();
        let part = vector.get(from..until.min(len)).unwrap_or_default();
        prop_assert!(log.range(from, until).eq(part));
        prop_assert!(log.range(from, until).rev().eq(part.iter().rev()));
        prop_assert!(log.range(from, until).skip(skipped).eq(part.iter().skip(skipped)));
        prop_assert_eq!(log.range(from, until).len(), part.len());
        // From both ends at once.
        let (mut there, mut here) = (log.range(from, until), part.iter());
        for turn in 0..part.len() {
            prop_assert_eq!(if turn % 3 == 0 { there.next_back() } else { there.next() }, if turn % 3 == 0 { here.next_back() } else { here.next() });
        }
        prop_assert_eq!((there.next(), there.next_back()), (None, None));
        prop_assert_eq!(log.partition_point(|item| *item < from), from.min(len));
    }
}
