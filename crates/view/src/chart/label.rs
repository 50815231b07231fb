//! How wide a text is, roughly. Measuring it exactly would lay out the page for each label, and differ from host to browser.

use super::scene::{Anchor, Scene};
use super::theme::Color;

/// How wide a character is, in parts of the font's size: close for the common system fonts, a little too wide if anything.
fn part(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.28,
        'f' | 'r' | 't' | 'I' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' => 0.37,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.9,
        'A'..='Z' => 0.68,
        _ if character.is_ascii() => 0.57,
        _ if (character as u32) < 0x2e80 => 0.62,
        // Scripts of the East, and pictures.
        _ => 1.05,
    }
}

/// How wide the text is, in the unit of the font's size.
pub fn width(text: &str, font_size: f64) -> f64 {
    text.chars().map(part).sum::<f64>() * font_size
}

/// As much of the text as fits, with `…` where something is missing; nothing if not even that fits.
pub fn fit(text: &str, font_size: f64, available: f64) -> String {
    if width(text, font_size) <= available {
        return text.to_owned();
    }
    let mut room = available - width("…", font_size);
    if room < 0.0 {
        return String::new();
    }
    let fits = |character: &char| {
        room -= part(*character) * font_size;
        room >= 0.0
    };
    let mut fitting: String = text.chars().take_while(fits).collect();
    fitting.push('…');
    fitting
}

/// Puts the first of several wordings that fits between two places there, at the right; the last one, cut, if none does.
pub fn caption(
    scene: &mut Scene,
    wordings: &[String],
    (left, right): (f64, f64),
    y: f64,
    font_size: f64,
    color: Color,
) {
    let room = right - left;
    let fitting = wordings.iter().find(|text| width(text, font_size) <= room).or(wordings.last());
    if let Some(text) = fitting.filter(|text| !text.is_empty()) {
        scene.text(fit(text, font_size, room), right, y, Anchor::End, font_size, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_whole_and_another_ends_in_dots() {
        assert_eq!(fit("get(1)", 10.0, 100.0), "get(1)");
        let short = fit("download_everything", 10.0, 60.0);
        assert!(short.starts_with("down") && short.ends_with('…'), "{short}");
        assert!(width(&short, 10.0) <= 60.0);
        assert_eq!(fit("get(1)", 10.0, 3.0), "");
    }
}
