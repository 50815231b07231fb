//! The stage's elements: shapes as SVG, and the tokens while they move.
//!
//! It keeps every element with the shape that it shows, and touches only what differs. What it is not: a place for decisions; shapes
//! come from `page::stage::drawing`, and where a token is on its way from `page::stage::motion`. Begin with [`Picture::show`].

use super::Drawn;
use crate::ui::pointing::POINTS;
use leptos::prelude::document;
use trace::Time;
use trace::decimal::fixed;
use trace::small_map::SmallMap;
use view::page::pointing::{Light, Subject};
use view::page::stage::Who;
use view::page::stage::drawing::{self, Shape};
use view::page::stage::motion::{Moment, Move, Transition, moves};
use view::page::stage::scene::{Rect, Token};
use web_sys::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// What is drawn.
#[derive(Debug, Default)]
pub(super) struct Picture {
    layers: Option<Layers>,
    tokens: SmallMap<Who, Piece>,
    drawn: Option<Drawn>,
    now: Time,
    /// What lights up, if anything is pointed at.
    light: Option<Light>,
}

/// Everything but the tokens, and over it the tokens.
#[derive(Debug)]
struct Layers {
    backdrop: Painted,
    tokens: Element,
}

/// A group of elements, each with the shape that it shows.
#[derive(Debug)]
struct Painted {
    group: Element,
    shapes: Vec<(Shape, Element)>,
}

/// A token that is drawn.
#[derive(Debug)]
struct Piece {
    painted: Painted,
    token: Token,
    /// Where it is now.
    at: Moment,
    motion: Option<Motion>,
}

/// A token's way, and how much of its time has passed.
#[derive(Debug)]
struct Motion {
    way: Move,
    elapsed_ms: f32,
    whole_ms: f32,
}

impl Picture {
    /// Draws a scene as it is at a moment. Says whether something moves now: between neighbors, and in no more than `most_ms`.
    pub(super) fn show(&mut self, surface: &Element, drawn: Drawn, now: Time, most_ms: Option<f32>) -> bool {
        if self.drawn.as_ref() == Some(&drawn) {
            if self.now != now {
                self.now = now;
                self.tick();
            }
            return false;
        }
        if self.layers.is_none() {
            self.layers = Layers::in_surface(surface);
        }
        let ways = self.drawn.as_ref().map(|before| moves(before.shot(), drawn.shot())).unwrap_or_default();
        let most_ms = most_ms.unwrap_or(f32::INFINITY);
        // Shorter than two or three frames is no motion.
        let ways = if most_ms < 50.0 { Vec::new() } else { ways };
        self.now = now;
        self.drawn = Some(drawn.clone());
        self.paint_backdrop();
        self.place_tokens(&drawn, ways, most_ms);
        self.mark_lit();
        self.tokens.values().any(|piece| piece.motion.is_some())
    }

    /// Something else is pointed at, or nothing.
    pub(super) fn light(&mut self, light: Option<Light>) {
        self.light = light;
        self.mark_lit();
    }

    /// Lets each token say whether it is lit, for the style sheet.
    fn mark_lit(&self) {
        for (who, piece) in self.tokens.iter() {
            let lit = self.light.as_ref().is_some_and(|light| light.shows(who));
            piece.painted.group.toggle_attribute_with_force("data-lit", lit).ok();
        }
    }

    /// Time has passed: tokens that move go on. Says whether some still do.
    pub(super) fn advance(&mut self, elapsed_ms: f32) -> bool {
        let Picture { tokens, drawn, now, .. } = self;
        let Some(drawn) = drawn.as_ref() else { return false };
        tokens.retain(|_, piece| {
            let stays = piece.advance(elapsed_ms, drawn, *now);
            if !stays {
                piece.painted.group.remove();
            }
            stays
        });
        tokens.values().any(|piece| piece.motion.is_some())
    }

    /// Draws anew what is different at another moment of the same scene.
    fn tick(&mut self) {
        self.paint_backdrop();
        let Some(drawn) = self.drawn.as_ref() else { return };
        for piece in self.tokens.values_mut().filter(|piece| drawing::changes(&piece.token)) {
            piece.paint(drawn, self.now);
        }
    }

    fn paint_backdrop(&mut self) {
        if let (Some(layers), Some(drawn)) = (&mut self.layers, &self.drawn) {
            layers.backdrop.paint(drawing::backdrop(&drawn.scene, drawn.staged.names(), self.now));
        }
    }

    fn place_tokens(&mut self, drawn: &Drawn, mut ways: Vec<Move>, most_ms: f32) {
        let Some(layers) = &self.layers else { return };
        let goes = |who| ways.iter().any(|way: &Move| way.who == who && way.transition == Transition::Goes);
        self.tokens.retain(|who, piece| {
            let stays = goes(who) || drawn.scene.token(who).is_some();
            if !stays {
                piece.painted.group.remove();
            }
            stays
        });
        for token in &drawn.scene.tokens {
            let piece = match self.tokens.remove(token.who) {
                Some(piece) => Some(piece),
                None => Piece::new(&layers.tokens, token, drawn),
            };
            let Some(mut piece) = piece else { continue };
            let way = ways.iter().position(|way| way.who == token.who).map(|index| ways.swap_remove(index));
            piece.become_token(token, drawn, self.now, way, most_ms, &layers.tokens);
            self.tokens.insert(token.who, piece);
        }
        for way in ways {
            if let Some(piece) = self.tokens.get_mut(way.who) {
                piece.motion = Some(Motion::new(way, most_ms));
            }
        }
    }
}

impl Layers {
    fn in_surface(surface: &Element) -> Option<Layers> {
        let backdrop = create(surface, "g")?;
        let tokens = create(surface, "g")?;
        Some(Layers { backdrop: Painted { group: backdrop, shapes: Vec::new() }, tokens })
    }
}

impl Motion {
    fn new(way: Move, most_ms: f32) -> Motion {
        Motion { whole_ms: way.milliseconds().min(most_ms), way, elapsed_ms: 0.0 }
    }
}

impl Piece {
    fn new(layer: &Element, token: &Token, drawn: &Drawn) -> Option<Piece> {
        let painted = Painted { group: create(layer, "g")?, shapes: Vec::new() };
        let title = create(&painted.group, "title")?;
        title.set_text_content(Some(&drawn.staged.names().of(token.who)));
        painted.group.set_attribute("class", &drawing::token_class(token)).ok();
        if let Ok(subject) = Subject::try_from(token.who) {
            painted.group.set_attribute(POINTS, &subject.to_string()).ok();
        }
        let mut piece = Piece { painted, token: token.clone(), at: rest(token.rect), motion: None };
        piece.paint(drawn, drawn.scene.now);
        piece.put();
        Some(piece)
    }

    fn become_token(
        &mut self,
        token: &Token,
        drawn: &Drawn,
        now: Time,
        way: Option<Move>,
        most_ms: f32,
        layer: &Element,
    ) {
        let moved = self.token.place != token.place;
        let here = self.at;
        let same_place = self.token.rect == token.rect;
        let changed = self.token != *token;
        if changed {
            self.token = token.clone();
            self.painted.group.set_attribute("class", &drawing::token_class(token)).ok();
        }
        let moves = way.is_some();
        match way {
            Some(mut way) => {
                if self.motion.is_some() && way.transition == Transition::Stays {
                    way.start_from(here);
                }
                if moved {
                    // What is on its way passes over the others.
                    layer.append_child(&self.painted.group).ok();
                }
                self.at = way.at(0.0);
                self.motion = Some(Motion::new(way, most_ms));
            }
            // It is on its way there already.
            None if self.motion.as_ref().is_some_and(|motion| motion.way.transition != Transition::Goes)
                && same_place => {}
            None => {
                self.motion = None;
                self.at = rest(token.rect);
            }
        }
        if changed || moves || drawing::changes(token) {
            self.paint(drawn, now);
            self.put();
        }
    }

    /// Goes on by so much. False if it has gone.
    fn advance(&mut self, elapsed_ms: f32, drawn: &Drawn, now: Time) -> bool {
        let Some(motion) = &mut self.motion else { return true };
        motion.elapsed_ms += elapsed_ms;
        let over = motion.elapsed_ms >= motion.whole_ms;
        let progress = if over { 1.0 } else { motion.elapsed_ms / motion.whole_ms };
        let (at, goes) = (motion.way.at(progress), motion.way.transition == Transition::Goes);
        let resized = at.size != self.at.size;
        self.at = at;
        if over {
            self.motion = None;
            if goes {
                return false;
            }
            self.at = rest(self.token.rect);
        }
        if resized || over {
            self.paint(drawn, now);
        }
        self.put();
        true
    }

    fn paint(&mut self, drawn: &Drawn, now: Time) {
        self.painted.paint(drawing::token(
            &drawn.scene,
            &self.token,
            self.at.size,
            drawn.staged.names(),
            now,
        ));
    }

    /// Puts its group where it is.
    fn put(&self) {
        let Moment { x, y, visible, .. } = self.at;
        let group = &self.painted.group;
        group.set_attribute("transform", &format!("translate({} {})", tenths(x), tenths(y))).ok();
        if visible < 1.0 {
            group.set_attribute("opacity", &tenths(visible)).ok();
        } else {
            group.remove_attribute("opacity").ok();
        }
    }
}

impl Painted {
    /// Makes the elements show these shapes. Each keeps its element while it stays the same kind of shape.
    fn paint(&mut self, shapes: Vec<Shape>) {
        for (_, element) in self.shapes.drain(shapes.len().min(self.shapes.len())..) {
            element.remove();
        }
        for (place, shape) in shapes.into_iter().enumerate() {
            match self.shapes.get_mut(place) {
                Some((known, _)) if *known == shape => {}
                Some((known, element)) if known.tag == shape.tag => {
                    update(element, known, &shape);
                    *known = shape;
                }
                Some((known, element)) => {
                    let Ok(other) = document().create_element_ns(Some(SVG), shape.tag) else { return };
                    update(&other, &Shape::default(), &shape);
                    element.replace_with_with_node_1(&other).ok();
                    (*known, *element) = (shape, other);
                }
                None => {
                    let Some(element) = create(&self.group, shape.tag) else { return };
                    update(&element, &Shape::default(), &shape);
                    self.shapes.push((shape, element));
                }
            }
        }
    }
}

/// Sets what differs.
fn update(element: &Element, before: &Shape, after: &Shape) {
    if before.class != after.class {
        element.set_attribute("class", &after.class).ok();
    }
    for (place, (name, value)) in after.attributes.iter().enumerate() {
        if before.attributes.get(place) != Some(&(*name, value.clone())) {
            element.set_attribute(name, value).ok();
        }
    }
    for (name, _) in &before.attributes {
        if !after.attributes.iter().any(|(other, _)| other == name) {
            element.remove_attribute(name).ok();
        }
    }
    if before.text != after.text {
        element.set_text_content(Some(&after.text));
    }
}

fn create(parent: &Element, tag: &str) -> Option<Element> {
    let element = document().create_element_ns(Some(SVG), tag).ok()?;
    parent.append_child(&element).ok()?;
    Some(element)
}

fn rest(rect: Rect) -> Moment {
    Moment { x: rect.x as f32, y: rect.y as f32, size: (rect.width, rect.height), visible: 1.0 }
}

/// With one decimal.
fn tenths(value: f32) -> String {
    fixed(f64::from(value), 1)
}
