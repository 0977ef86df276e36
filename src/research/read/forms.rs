//! Forms with their fields and labels, and buttons.

use std::collections::HashMap;

use dom_query::Element;
use url::Url;

use super::attr;
use super::name::{Ids, Naming};
use super::state::State;
use super::text::{fold, head};
use crate::model::page::{Button, Field, Form};

const FORMS_MAX: usize = 200;
const FIELDS_MAX: usize = 1_000;
const BUTTONS_MAX: usize = 1_000;

#[derive(Debug, Default)]
pub struct Forms {
    forms: Vec<Form>,
    fields: Vec<FieldDraft>,
    buttons: Vec<(Button, Naming)>,
    /// Label texts by the id that they are `for`.
    labels: HashMap<String, String>,
    /// The text of a label that names no field and holds none, with how many fields there were when it ended.
    loose: Option<(String, usize)>,
}

#[derive(Debug)]
struct FieldDraft {
    form: usize,
    field: Field,
    naming: Naming,
    id: Option<String>,
}

impl Forms {
    /// Opens a form; the answer is its number.
    pub fn open(&mut self, element: &Element, base: &Url, locator: String) -> Option<usize> {
        if self.forms.len() >= FORMS_MAX {
            return None;
        }
        let action = attr(element, "action").map(str::trim).filter(|action| !action.is_empty() && action.len() <= 2_000);
        let hints = [attr(element, "role"), action, attr(element, "class"), attr(element, "id")];
        let is_search = hints.iter().flatten().any(|hint| hint.to_ascii_lowercase().contains("search"));
        self.forms.push(Form {
            action: action.and_then(|action| base.join(action).ok()).map(String::from),
            method: if attr(element, "method").is_some_and(|method| method.trim().eq_ignore_ascii_case("post")) { "post" } else { "get" }.to_owned(),
            fields: Vec::new(),
            is_search,
            is_login: false,
            locator,
        });
        Some(self.forms.len() - 1)
    }

    /// Adds an input, select or textarea, with the words right before it. The answer is its number among the fields, for the label around it.
    pub fn field(&mut self, element: &Element, state: &State, locator: String, beside: Option<String>) -> Option<usize> {
        let tag = &*element.name.local;
        let kind = match tag {
            "input" => attr(element, "type").map_or_else(|| "text".to_owned(), |kind| head(kind.trim(), 32).to_ascii_lowercase()),
            other => other.to_owned(),
        };
        if matches!(kind.as_str(), "hidden" | "submit" | "button" | "image" | "reset") {
            return None;
        }
        let form = state.form?;
        let name = head(attr(element, "name").unwrap_or_default(), 200).to_owned();
        if let Some(form) = self.forms.get_mut(form) {
            form.is_search |= kind == "search" || matches!(name.as_str(), "q" | "s" | "search" | "query" | "keyword" | "keywords");
            form.is_login |= kind == "password";
        }
        if self.fields.len() >= FIELDS_MAX {
            return None;
        }
        let count = self.fields.len();
        let loose = self.loose.take().filter(|(_, before)| *before == count).map(|(text, _)| text);
        // The words of a box to tick stand behind it.
        let beside = loose.or(beside).filter(|_| !matches!(kind.as_str(), "checkbox" | "radio"));
        let field = Field {
            kind,
            name,
            label: None,
            beside,
            placeholder: attr(element, "placeholder").map(|text| fold(head(text, 500))).filter(|text| !text.is_empty()),
            required: attr(element, "required").is_some() || attr(element, "aria-required").is_some_and(|value| value == "true"),
            hidden: state.hidden,
            locator,
        };
        self.fields.push(FieldDraft { form, field, naming: Naming::of(element), id: attr(element, "id").map(|id| head(id, 200).to_owned()) });
        Some(self.fields.len() - 1)
    }

    /// A label's text, for the id it names or for the fields that stand inside it (numbers from `first` on).
    pub fn label(&mut self, target: Option<&str>, first: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(target) = target {
            self.labels.entry(target.to_owned()).or_insert_with(|| text.to_owned());
        }
        if let Some(inside) = self.fields.get_mut(first) {
            inside.field.label.get_or_insert_with(|| text.to_owned());
        } else if target.is_none() {
            self.loose = Some((head(text, 200).to_owned(), first));
        }
    }

    #[must_use]
    pub fn field_count(&self) -> usize {
        self.fields.len()
    }

    /// Opens a button; `value` inputs are named at once.
    pub fn button(&mut self, element: &Element, state: &State, locator: String) -> Option<usize> {
        if self.buttons.len() >= BUTTONS_MAX {
            return None;
        }
        let name = match (&*element.name.local, attr(element, "type").map(str::to_ascii_lowercase).as_deref()) {
            ("input", Some("image")) => attr(element, "alt").unwrap_or_default(),
            // browsers name these two by themselves
            ("input", Some("submit")) => attr(element, "value").unwrap_or("Submit"),
            ("input", Some("reset")) => attr(element, "value").unwrap_or("Reset"),
            ("input", _) => attr(element, "value").unwrap_or_default(),
            _ => "",
        };
        self.buttons.push((Button { name: fold(head(name, 1_000)), hidden: state.hidden, locator }, Naming::of(element)));
        Some(self.buttons.len() - 1)
    }

    pub fn close_button(&mut self, number: usize, inner: String) {
        if let Some((button, _)) = self.buttons.get_mut(number) {
            button.name = inner;
        }
    }

    #[must_use]
    pub fn finish(self, ids: &Ids) -> (Vec<Form>, Vec<Button>) {
        let mut forms = self.forms;
        for mut draft in self.fields {
            let by_label = draft.id.as_ref().and_then(|id| self.labels.get(id)).cloned().or(draft.field.label.take()).unwrap_or_default();
            draft.field.label = draft.naming.resolve(&by_label, ids);
            if draft.field.label.is_some() {
                draft.field.beside = None;
            }
            if let Some(form) = forms.get_mut(draft.form) {
                form.fields.push(draft.field);
            }
        }
        let name = |(button, naming): (Button, Naming)| Button { name: naming.resolve(&button.name, ids).unwrap_or_default(), ..button };
        (forms, self.buttons.into_iter().map(name).collect())
    }
}
