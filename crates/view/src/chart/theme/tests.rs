//! That what is drawn can be seen, and told apart, by all; and that the style sheet has the same colors.

use super::*;

/// How much light a channel gives, of a value from 0 to 255.
fn linear(channel: f64) -> f64 {
    let value = channel / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn channels(color: Color) -> [f64; 3] {
    let (red, green, blue) = color.rgb;
    [red, green, blue].map(f64::from)
}

/// So much of a color, and the rest of what lies below it.
fn over(above: [f64; 3], below: [f64; 3], part: f64) -> [f64; 3] {
    [0, 1, 2].map(|channel| part * above[channel] + (1.0 - part) * below[channel])
}

/// The contrast of two colors, as the Web Content Accessibility Guidelines compute it.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |color: [f64; 3]| {
        let [red, green, blue] = color.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (light, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
    (light + 0.05) / (dark + 0.05)
}

/// How eyes see linear red, green and blue: all of it; without the cones for long, for middle and for short waves (Machado,
/// Oliveira and Fernandes, 2009, at full severity).
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

/// A color as eyes see it, in CIE 1976 L*a*b*, where distances are those that people see.
fn lab(color: [f64; 3], eyes: [[f64; 3]; 3]) -> [f64; 3] {
    let light = color.map(linear);
    let product =
        |row: [f64; 3], by: [f64; 3]| -> f64 { row.iter().zip(by).map(|(one, other)| one * other).sum() };
    let seen = eyes.map(|row| product(row, light).clamp(0.0, 1.0));
    let bend = |value: f64| {
        if value > 216.0 / 24_389.0 { value.cbrt() } else { (24_389.0 / 27.0 * value + 16.0) / 116.0 }
    };
    let x = bend(product([0.412_456, 0.357_576, 0.180_438], seen) / 0.950_47);
    let y = bend(product([0.212_673, 0.715_152, 0.072_175], seen));
    let z = bend(product([0.019_334, 0.119_192, 0.950_304], seen) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn tasks(theme: &Theme) -> Vec<[f64; 3]> {
    (0..COLORS).map(|place| channels(theme.task(place))).collect()
}

#[test]
fn bars_stand_out_and_text_is_legible_in_every_palette() {
    for palette in Palette::ALL {
        let theme = Theme::new(1.0, palette);
        let (bar, text) = if palette == Palette::Contrast { (6.0, 7.0) } else { (4.5, 4.5) };
        let ground = channels(theme.background());
        for (place, task) in tasks(&theme).into_iter().enumerate() {
            let seen = contrast(task, ground);
            assert!(seen >= bar, "task color {place}, {palette:?}: {seen}");
        }
        for color in [theme.ink(), theme.muted(), theme.bad()] {
            let seen = contrast(channels(color), ground);
            assert!(seen >= text, "{color:?}, {palette:?}: {seen}");
        }
    }
}

#[test]
fn what_is_still_to_come_stands_out_too() {
    for palette in Palette::ALL {
        let theme = Theme::new(1.0, palette);
        let ground = channels(theme.background());
        let lines = [theme.ink(), theme.bad()].map(channels);
        for (place, color) in tasks(&theme).into_iter().chain(lines).enumerate() {
            let seen = contrast(over(color, ground, FUTURE), ground);
            assert!(seen >= 3.0, "color {place}, {palette:?}: {seen}");
        }
    }
}

#[test]
fn what_is_written_on_a_tinted_bar_is_legible_now_and_later() {
    for palette in Palette::ALL {
        let theme = Theme::new(1.0, palette);
        let (ground, ink) = (channels(theme.background()), channels(theme.ink()));
        for place in 0..COLORS {
            let bar = over(channels(theme.task(place)), ground, TINT);
            let now = contrast(ink, bar);
            assert!(now >= 4.5, "on task color {place}, {palette:?}: {now}");
            let later = contrast(over(ink, ground, FUTURE), over(bar, ground, FUTURE));
            assert!(later >= 3.0, "on task color {place} to come, {palette:?}: {later}");
        }
    }
}

#[test]
fn eyes_that_lack_a_cone_tell_any_two_tasks_apart() {
    for palette in Palette::ALL {
        let colors = tasks(&Theme::new(1.0, palette));
        for (name, eyes) in EYES {
            for (index, one) in colors.iter().enumerate() {
                for (other, color) in colors.iter().enumerate().skip(index + 1) {
                    let apart: f64 = lab(*one, eyes)
                        .iter()
                        .zip(lab(*color, eyes))
                        .map(|(one, other)| (one - other).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    // Two is what is just seen side by side, with nothing else to look at.
                    assert!(apart >= 10.0, "{index} and {other}, {name}, {palette:?}: {apart}");
                }
            }
        }
    }
}

#[test]
fn the_style_sheet_has_the_colors_of_the_charts() {
    let sheet = include_str!("../../../../../assets/style.css");
    let value = |block: &str, name: &str| -> String {
        let start = format!("--{name}: ");
        let line = block.lines().find_map(|line| line.trim().strip_prefix(&start));
        line.unwrap_or_else(|| panic!("no {name} in {block}")).trim_end_matches(';').to_owned()
    };
    let text = |color: Color| {
        let (red, green, blue) = color.rgb;
        format!("#{red:02x}{green:02x}{blue:02x}")
    };
    let blocks = [":root {", ":root[data-theme=\"dark\"] {", "\n:root[data-theme=\"contrast\"] {"];
    for (palette, begin) in Palette::ALL.into_iter().zip(blocks) {
        let theme = Theme::new(1.0, palette);
        let block =
            sheet.split(begin).nth(1).and_then(|rest| rest.split('}').next()).expect("the sheet has it");
        for place in 0..COLORS {
            assert_eq!(value(block, &format!("task-{place}")), text(theme.task(place)), "{palette:?}");
        }
        let others = [
            ("paper", theme.background()),
            ("ink", theme.ink()),
            ("muted", theme.muted()),
            ("bad", theme.bad()),
        ];
        for (name, color) in others {
            assert_eq!(value(block, name), text(color), "{name}, {palette:?}");
        }
    }
}

#[test]
fn a_scale_that_is_none_is_one() {
    assert_eq!(
        [f64::NAN, 0.0, -2.0, f64::INFINITY].map(|scale| Theme::new(scale, Palette::Light).scale),
        [1.0; 4]
    );
}
