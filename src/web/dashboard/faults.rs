//! What is wrong with a form, as its template asks for it: by field, and which field is to be put right first.

use crate::model::schema::Fault;

#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn add(&mut self, field: &str, reason: &str) {
        self.0.push(Fault { field: field.to_owned(), reason: reason.to_owned() });
    }

    /// Keeps what was parsed, or notes why it could not be.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, &str>) -> Option<T> {
        parsed.map_err(|reason| self.add(field, reason)).ok()
    }

    /// One fault of one field.
    #[must_use]
    pub fn one(field: &str, reason: &str) -> Self {
        let mut faults = Self::default();
        faults.add(field, reason);
        faults
    }

    /// For the `wrong` of `parts.html`.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }

    /// Further attributes of a field (`extra` of `parts.html`), with the focus where it is the first faulty one.
    #[must_use]
    pub fn extra(&self, field: &str, attributes: &str) -> String {
        let first = self.0.first().is_some_and(|fault| fault.field == field);
        format!("{attributes}{}", if first { " autofocus" } else { "" })
    }
}
