//! The one walk through the parsed tree: keeps what each element inherits and hands it to head, outline, links, images, forms and blocks.

use dom_query::{Document, Element, LocalName, NodeData, NodeRef};
use url::Url;

use super::blocks::{self, Blocks};
use super::forms::Forms;
use super::head::Head;
use super::links::Links;
use super::locator::{count, step};
use super::name::{Ids, NAME_MAX};
use super::outline::is_app_root;
use super::state::State;
use super::text::{fold, head};
use super::visible::HiddenRules;
use super::{attr, cfemail, images, markers, outline};
use crate::model::page::{Frame, Heading, Image, Marker};

mod inherit;
mod parts;

/// Steps of a locator, counted from the element outwards.
const PATH_STEPS: usize = 5;
const FRAMES_MAX: usize = 100;
const HOLDERS_MAX: usize = 50_000;

struct Open<'t> {
    next: Option<NodeRef<'t>>,
    name: LocalName,
    number: u32,
    state: State,
    /// How many children of each name were met.
    children: Vec<(LocalName, u32)>,
    visible_from: usize,
    named_from: usize,
    all_from: usize,
    id: Option<String>,
    block: bool,
    end: End,
}

/// What is to be done when the element ends.
enum End {
    Nothing,
    Title,
    SvgTitle,
    Link(usize),
    Heading(u8, usize),
    Button(usize),
    Label(Option<String>, usize),
    AppRoot,
}

/// Everything the walk brings home.
pub struct Walk {
    base: Url,
    rules: HiddenRules,
    pub head: Head,
    pub headings: Vec<Heading>,
    pub links: Links,
    pub images: Vec<Image>,
    pub forms: Forms,
    pub frames: Vec<Frame>,
    pub blocks: Blocks,
    pub ids: Ids,
    pub elements: u32,
    pub hints: usize,
    /// Of each block element the one around it, by number; the first is the page.
    pub holders: Vec<usize>,
    /// Signs in classes and id of the body.
    pub body_signs: u128,
    /// Elements that hide what stands in them, and the number of the one that does not count.
    veils: usize,
    lifted: usize,
    pub html_lang: Option<String>,
    pub empty_app_root: bool,
    pub asks_for_script: bool,
    pub markers: Vec<Marker>,
    /// Visible text, and the same with alt texts and labels.
    visible: String,
    named: String,
    /// Where in `visible` the last field stands, and where the words right before the next one may begin: behind a field, block, link or button.
    last_field: usize,
    beside_from: usize,
    groups: u32,
}

impl Walk {
    #[must_use]
    /// `lifted`: number of the hiding element whose text is read all the same, 0 for none.
    pub fn new(url: &Url, rules: HiddenRules, lifted: usize) -> Self {
        Self {
            base: url.clone(),
            rules,
            head: Head::default(),
            headings: Vec::new(),
            links: Links::default(),
            images: Vec::new(),
            forms: Forms::default(),
            frames: Vec::new(),
            blocks: Blocks::default(),
            ids: Ids::default(),
            elements: 0,
            hints: 0,
            holders: vec![0],
            body_signs: 0,
            veils: 0,
            lifted,
            html_lang: None,
            empty_app_root: false,
            asks_for_script: false,
            markers: Vec::new(),
            visible: String::new(),
            named: String::new(),
            last_field: 0,
            beside_from: 0,
            groups: 0,
        }
    }

    pub fn run(&mut self, document: &Document) {
        let root = document.tree.root();
        let mut stack = vec![Open {
            next: root.first_child(),
            name: LocalName::from("#document"),
            number: 0,
            state: State::ROOT,
            children: Vec::new(),
            visible_from: 0,
            named_from: 0,
            all_from: 0,
            id: None,
            block: false,
            end: End::Nothing,
        }];
        while let Some(top) = stack.last_mut() {
            let Some(node) = top.next else {
                if let Some(done) = stack.pop() {
                    self.leave(done, &stack);
                }
                continue;
            };
            top.next = node.next_sibling();
            if node.is_text() {
                self.text(&node.text(), &stack);
            } else if let Some(element) = node.element_ref() {
                let number = count(&mut top.children, &element.name.local);
                self.elements = self.elements.saturating_add(1);
                markers::attributes(&mut self.markers, &element);
                if let Some(open) = self.enter(node, &element, number, &stack) {
                    stack.push(open);
                }
            } else {
                node.query(|inner| {
                    if let NodeData::Comment { contents } = &inner.data {
                        markers::comment(&mut self.markers, contents);
                    }
                });
            }
        }
        self.blocks.flush();
    }

    fn text(&mut self, text: &str, stack: &[Open]) {
        let Some(top) = stack.last() else { return };
        let state = &top.state;
        self.ids.text.push_str(text);
        if state.in_head || state.hidden {
            if state.hidden && !state.in_head {
                self.blocks.text(text, state, || path_of(stack, PATH_STEPS));
            }
            return;
        }
        if state.svg {
            return;
        }
        self.visible.push_str(text);
        self.named.push_str(text);
        self.blocks.text(text, state, || path_of(stack, PATH_STEPS));
    }

    /// Enters an element; `None` when its inside is not walked.
    fn enter<'t>(&mut self, node: NodeRef<'t>, element: &Element, number: u32, stack: &[Open]) -> Option<Open<'t>> {
        let outer = stack.last().map_or(State::ROOT, |open| open.state);
        let name = &*element.name.local;
        if outer.svg && name != "title" && name != "a" && name != "foreignObject" {
            return if outer.hidden { None } else { Some(self.open(node, element, number, outer, End::Nothing)) };
        }
        let mut state = self.inherit(element, outer);
        let here = || {
            let step = step(name, number);
            let outer = path_of(stack, PATH_STEPS - 1);
            if outer.is_empty() { step } else { format!("{outer}>{step}") }
        };
        match name {
            "html" => self.html_lang = attr(element, "lang").map(|lang| head(lang.trim(), 64).to_owned()).or(self.html_lang.take()),
            "base" => {
                if let Some(base) = attr(element, "href").and_then(|href| self.base.join(href.trim()).ok()) {
                    self.base = base;
                }
            }
            // the first title of the document is its title, wherever it stands (HTML, 3.1.5), and no reader sees it there
            "title" if !state.svg => state.in_head = true,
            "meta" => self.head.meta(element),
            "link" => self.head.link(element, &self.base),
            "script" => {
                self.head.script(element, &node.text(), state.in_head, &self.base);
                return None;
            }
            "noscript" => {
                self.asks_for_script |= node.text().to_ascii_lowercase().contains("javascript");
                if state.in_head || state.hidden {
                    return None;
                }
                state.noscript = true;
                self.veil(&mut state, true);
            }
            "frame" | "iframe" => {
                if !state.noscript {
                    self.frame(element, name == "iframe");
                }
                return None;
            }
            "style" | "template" | "noframes" | "noembed" | "object" | "video" | "audio" | "canvas" | "datalist" | "param" | "track" => return None,
            "br" => {
                self.blocks.line_break();
                self.separate(' ');
                return None;
            }
            "hr" => {
                self.blocks.flush();
                return None;
            }
            "img" if state.noscript => return None,
            "img" => {
                images::add(&mut self.images, element, &state, &self.base, outer.modern_picture, here());
                self.name_inside(attr(element, "alt").unwrap_or_default(), &state);
                return None;
            }
            "picture" => {
                state.modern_picture =
                    node.children_it(false).any(|child| child.element_ref().is_some_and(|child| &*child.name.local == "source" && images::is_modern(&child)))
            }
            "form" => state.form = self.forms.open(element, &self.base, here()).or(state.form),
            "input" => {
                if self.field(element, &state, stack, here()).is_none() && attr(element, "type").is_some_and(|kind| !kind.eq_ignore_ascii_case("hidden")) {
                    let kind = attr(element, "type").unwrap_or_default().to_ascii_lowercase();
                    if matches!(kind.as_str(), "submit" | "button" | "image" | "reset") {
                        self.forms.button(element, &state, here());
                    }
                }
                return None;
            }
            "select" | "textarea" => {
                self.field(element, &state, stack, here());
                return None;
            }
            "svg" => {
                state.svg = true;
                self.name_inside(attr(element, "aria-label").unwrap_or_default(), &state);
            }
            _ => {}
        }
        if !matches!(name, "a" | "svg" | "button") && !state.hidden {
            let label = attr(element, "aria-label").filter(|_| outer.link && matches!(name, "i" | "span"));
            self.name_inside(label.unwrap_or_default(), &state);
        }
        let address = attr(element, "data-cfemail").and_then(cfemail::decode);
        if let Some(address) = address.as_deref().filter(|_| name != "a") {
            self.coded_address(address, &state, stack, here());
        }
        let end = self.end_of(element, name, &mut state, here);
        if let (Some(address), End::Link(number)) = (address, &end) {
            self.links.lead_to_mail(*number, &address);
        }
        Some(self.open(node, element, number, state, end))
    }

    fn open<'t>(&mut self, node: NodeRef<'t>, element: &Element, number: u32, state: State, end: End) -> Open<'t> {
        let name = &element.name.local;
        let block = !state.svg && (blocks::is_block(name) || &**name == "noscript" || (&**name == "button" && state.control));
        if block {
            self.blocks.flush();
            self.separate('\n');
        } else if matches!(&**name, "button" | "label" | "summary") {
            self.separate(' ');
            self.blocks.text(" ", &state, String::new);
        }
        Open {
            next: node.first_child(),
            name: name.clone(),
            number,
            state,
            children: Vec::new(),
            visible_from: self.visible.len(),
            named_from: self.named.len(),
            all_from: self.ids.text.len(),
            id: attr(element, "id").filter(|id| id.len() <= 200).map(str::to_owned),
            block,
            end,
        }
    }

    fn end_of(&mut self, element: &Element, name: &str, state: &mut State, here: impl FnOnce() -> String) -> End {
        let role = attr(element, "role");
        if let Some(level) = outline::level(name, role, attr(element, "aria-level")) {
            // what stands before a heading is a block of its own
            if blocks::is_block(name) {
                self.blocks.flush();
            }
            return if state.hidden { End::Nothing } else { End::Heading(level, self.blocks.drafts.len()) };
        }
        match name {
            "title" if state.svg => End::SvgTitle,
            "title" => End::Title,
            "a" | "area" => {
                state.link = name == "a" && attr(element, "href").is_some();
                match self.links.open(element, state, &self.base, self.elements, here()) {
                    Some(number) => End::Link(number),
                    None => End::Nothing,
                }
            }
            "button" => self.forms.button(element, state, here()).map_or(End::Nothing, End::Button),
            "label" => End::Label(attr(element, "for").map(|id| head(id, 200).to_owned()), self.forms.field_count()),
            _ if role == Some("button") => self.forms.button(element, state, here()).map_or(End::Nothing, End::Button),
            "div" | "main" | "section" if attr(element, "id").is_some_and(is_app_root) => End::AppRoot,
            "app-root" => End::AppRoot,
            _ => End::Nothing,
        }
    }

    fn leave(&mut self, open: Open, stack: &[Open]) {
        if open.block {
            self.blocks.flush();
            self.separate('\n');
        } else if matches!(&*open.name, "button" | "label" | "summary") {
            self.separate(' ');
            self.blocks.text(" ", &open.state, String::new);
        }
        if let Some(id) = &open.id {
            let range = open.all_from..self.ids.text.len();
            self.ids.ranges.entry(id.clone()).or_insert(range);
        }
        let inner = |from: usize, text: &str| text.get(from..).map(|text| fold(head(text, NAME_MAX))).unwrap_or_default();
        if matches!(open.end, End::Link(_) | End::Button(_)) {
            self.beside_from = self.visible.len();
        }
        match open.end {
            End::Nothing => {}
            End::Title => {
                let title = self.ids.text.get(open.all_from..).unwrap_or_default().to_owned();
                self.head.title(&title);
            }
            End::SvgTitle => {
                let title = inner(open.all_from, &self.ids.text);
                self.name_inside(&title, &open.state);
            }
            End::Link(number) => self.links.close(number, inner(open.visible_from, &self.visible), inner(open.named_from, &self.named)),
            End::Button(number) => self.forms.close_button(number, inner(open.named_from, &self.named)),
            End::Label(target, first) => self.forms.label(target.as_deref(), first, &inner(open.named_from, &self.named)),
            End::Heading(level, first) => {
                let locator = self.blocks.drafts.get(first).map(|draft| draft.block.locator.clone());
                let locator = locator.unwrap_or_else(|| {
                    let outer = path_of(stack, PATH_STEPS - 1);
                    format!("{outer}>{}", step(&open.name, open.number))
                });
                outline::add(&mut self.headings, level, inner(open.named_from, &self.named), locator);
            }
            End::AppRoot => {
                let empty = self.visible.get(open.visible_from..).is_some_and(|text| text.trim().is_empty());
                self.empty_app_root |= empty && open.children.len() <= 2;
            }
        }
    }

    /// Words that a reader sees, furniture included.
    #[must_use]
    pub fn visible_words(&self) -> u32 {
        super::text::words(&self.visible)
    }
}

fn path_of(stack: &[Open], steps: usize) -> String {
    let inner = stack.len().saturating_sub(steps).max(1);
    let steps: Vec<String> = stack.get(inner..).unwrap_or_default().iter().map(|open| step(&open.name, open.number)).collect();
    steps.join(">")
}
