use super::*;
use crate::page::pacing::Gap;
use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};
use trace::Span;

/// A run whose steps are so many milliseconds apart; longer times are waits.
fn pacing(gaps: &[u64]) -> Pacing {
    let gap = |ms: &u64| Gap { span: Span::from_milliseconds(*ms), waits: *ms >= 10 };
    Pacing::new(&gaps.iter().map(gap).collect::<Vec<_>>())
}

fn playing() -> Player {
    Player { playing: true, ..Player::default() }
}

/// Lets so many milliseconds pass, in frames of ten.
fn play_on(player: &mut Player, ms: u64, pacing: &Pacing) {
    for _ in 0..ms / 10 {
        player.tick(10.0, pacing);
    }
}

#[test]
fn playing_goes_on_by_elapsed_time_and_speed() {
    // Three steps that take no time: 2 s each.
    let pacing = pacing(&[0, 0, 0]);
    let mut player = playing();
    play_on(&mut player, 2_010, &pacing);
    assert_eq!(player.step, 1);
    player.speed = Speed::Fourfold;
    play_on(&mut player, 500, &pacing);
    assert_eq!(player.step, 2);
}

#[test]
fn playing_stops_at_the_last_step_and_begins_again_from_there() {
    let pacing = pacing(&[0]);
    let mut player = Player { step: 1, ..playing() };
    player.tick(16.0, &pacing);
    assert!(!player.playing);
    player.play(2);
    assert_eq!((player.step, player.playing), (0, true));
}

#[test]
fn a_page_that_comes_back_from_the_background_does_not_leap() {
    let pacing = pacing(&[0, 0]);
    let mut player = playing();
    player.tick(60_000.0, &pacing);
    assert_eq!(player.step, 0);
}

#[test]
fn the_way_to_the_next_step_is_done_by_and_by() {
    // 3 s each.
    let pacing = pacing(&[0, 0]);
    let mut player = playing();
    play_on(&mut player, 750, &pacing);
    assert!((player.progress() - 0.25).abs() < 1e-9, "{}", player.progress());
    player.pause();
    assert_eq!(player.progress(), 0.0);
}

#[test]
fn where_waits_are_skipped_a_step_takes_as_long_as_any() {
    let pacing = pacing(&[0, 8_000, 0, 4_000]);
    let mut player = Player { skips_waits: true, ..playing() };
    // 90 ms for each.
    let shown: Vec<usize> = (0..4)
        .map(|_| {
            play_on(&mut player, 100, &pacing);
            player.step
        })
        .collect();
    assert_eq!((shown, player.playing), (vec![1, 2, 3, 4], false));
}

#[test]
fn waits_can_be_skipped_in_the_middle_of_one() {
    let pacing = pacing(&[0, 8_000, 0]);
    let mut player = playing();
    play_on(&mut player, 2_000, &pacing);
    assert_eq!(player.step, 1);
    player.skips_waits = true;
    play_on(&mut player, 80, &pacing);
    assert_eq!(player.step, 2);
}

#[test]
fn speeds_follow_each_other_and_end_somewhere() {
    let mut player = Player::default();
    let mut faster = Vec::new();
    for _ in 0..4 {
        player.change_speed(true);
        faster.push(player.speed.id());
    }
    assert_eq!(faster, ["2", "4", "8", "8"]);
    (0..9).for_each(|_| player.change_speed(false));
    assert_eq!(player.speed, Speed::Quarter);
}

#[test]
fn who_follows_stays_at_the_end_until_they_step_away() {
    let mut player = Player::default();
    player.go_to_end(10);
    player.grow(20);
    assert_eq!(player.step, 19);
    player.step_back(20);
    player.grow(30);
    assert_eq!(player.step, 18);
}

#[test]
fn a_run_without_steps_can_be_played_with() {
    let pacing = Pacing::default();
    let mut player = playing();
    player.tick(16.0, &pacing);
    player.play(0);
    player.go_to_end(0);
    player.step_forward(0);
    assert_eq!((player.step, player.playing, player.progress()), (0, false, 0.0));
}

proptest! {
    #[test]
    fn stepping_back_undoes_stepping_forward(step in 0usize..50, count in 51usize..99) {
        let mut player = Player { step, ..Player::default() };
        player.step_forward(count);
        player.step_back(count);
        prop_assert_eq!(player.step, step);
    }

    #[test]
    fn playing_never_goes_back_nor_beyond_the_end(
        gaps in prop::collection::vec(0u64..2_000, 0..50),
        frames in prop::collection::vec(-1.0f64..500.0, 0..50),
        skips_waits in prop::bool::ANY,
    ) {
        let pacing = pacing(&gaps);
        let mut player = Player { skips_waits, ..playing() };
        for frame in frames {
            let before = (player.step, player.progress());
            player.tick(frame, &pacing);
            prop_assert!(player.step <= gaps.len() && (0.0..=1.0).contains(&player.progress()));
            prop_assert!(!player.playing || (player.step, player.progress()) >= before);
        }
    }

    #[test]
    fn playing_shows_what_the_pacing_says_at_each_moment(
        gaps in prop::collection::vec(0u64..2_000, 1..50),
        frames in 0u64..3_000,
    ) {
        let pacing = pacing(&gaps);
        let mut player = playing();
        play_on(&mut player, frames * 10, &pacing);
        let (step, progress) = pacing.place(frames as f64 * 10.0);
        let apart = pacing.playback_ms(player.step, player.progress()) - pacing.playback_ms(step, progress);
        prop_assert!(apart.abs() < 1e-6, "{} ms apart", apart);
    }
}
