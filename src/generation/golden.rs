//! What a changed blueprint or offer does to the golden leads: their documents are written under the project as it is and as it would be, from what was
//! found about them, by the built-in writer. Nothing is stored, nothing is fetched.

use std::sync::Arc;

use magnetite_document::Document;
use tokio::sync::Semaphore;

use super::preview::{self, Known, PreviewError};
use crate::app::App;
use crate::model::base_rates::BaseRates;
use crate::model::golden::Measures;
use crate::model::ids::LeadId;
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::research;
use crate::store::golden_leads::{GoldenLead, golden_leads};
use crate::writer::{self, Draft, measure, revise};

/// Trials that may run at once; others wait their turn. Each writes up to 40 documents.
const AT_ONCE: usize = 2;

static TRYING: Semaphore = Semaphore::const_new(AT_ONCE);

/// One golden lead under both projects.
#[derive(Debug, Clone)]
pub struct Tried {
    pub id: LeadId,
    pub fields: LeadFields,
    /// `None` when what was found about the lead is not stored any more.
    pub outcome: Option<Outcome>,
}

/// What came of one lead, before and after.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub before: Measures,
    pub after: Measures,
    /// The document's words in reading order, one line each.
    pub lines_before: Vec<String>,
    pub lines_after: Vec<String>,
}

/// Every golden lead of the project under `before` and `after`, in their order; written once where both would write the same. At most [`AT_ONCE`] run in
/// this process.
///
/// # Errors
/// [`PreviewError`], but for a lead of which nothing is known any more.
pub async fn try_out(app: &App, workspace: &Workspace, before: &Project, after: &Project) -> Result<Vec<Tried>, PreviewError> {
    // Whoever stops waiting for the answer does not stop the work: that holds the turn until it is done.
    let turn = TRYING.acquire().await.map_err(|error| PreviewError::Render(error.to_string()))?;
    let mut leads = Vec::new();
    for lead in golden_leads(&app.db, before).await? {
        let known = match preview::known(app, workspace, before, &lead.id).await {
            Ok(known) => Some(known),
            Err(PreviewError::Missing) => None,
            Err(error) => return Err(error),
        };
        leads.push((lead, known));
    }
    let named = |project: &Project| preview::named(workspace, project);
    let (before, after, rates) = (named(before), named(after), app.base_rates.clone());
    preview::blocking(move || {
        let _turn = turn;
        tried(leads, &before, &after, &rates)
    })
    .await?
}

fn tried(leads: Vec<(GoldenLead, Option<Known>)>, before: &Project, after: &Project, rates: &Arc<BaseRates>) -> Result<Vec<Tried>, PreviewError> {
    let same = before.offer == after.offer && before.blueprint == after.blueprint;
    let mut drafts = (Vec::new(), Vec::new());
    let mut tried = Vec::new();
    for (lead, known) in leads {
        let outcome = match known {
            Some(known) => {
                drafts.0.push(written(&known, before, rates)?);
                if !same {
                    drafts.1.push(written(&known, after, rates)?);
                }
                Some(drafts.0.len() - 1)
            }
            None => None,
        };
        tried.push((lead, outcome));
    }
    let sides = |drafts: &[Draft]| -> Vec<(Measures, Vec<String>)> {
        let shared = measure::most_shared(drafts);
        drafts.iter().zip(shared).map(|(draft, shared)| (measures(draft, shared), revise::outline(&draft.document))).collect()
    };
    let befores = sides(&drafts.0);
    let afters = if same { befores.clone() } else { sides(&drafts.1) };
    let outcome = |at: usize| {
        let ((before, lines_before), (after, lines_after)) = (befores.get(at)?.clone(), afters.get(at)?.clone());
        Some(Outcome { before, after, lines_before, lines_after })
    };
    Ok(tried.into_iter().map(|(lead, at)| Tried { id: lead.id, fields: lead.fields, outcome: at.and_then(outcome) }).collect())
}

/// The draft of one lead. The findings are ranked anew: the stored ranking is that of the offer at the time of the job.
fn written(known: &Known, project: &Project, rates: &BaseRates) -> Result<Draft, PreviewError> {
    let (dossier, mut analysis) = known.unpacked()?;
    research::rank(&mut analysis, &project.offer);
    let mut brief = writer::Brief::of(&known.lead, &dossier, &analysis, &project.offer, &project.blueprint, known.created_at);
    brief.rates = rates;
    Ok(writer::draft(&brief))
}

fn measures(draft: &Draft, shared: Option<f64>) -> Measures {
    let Document { writer, language, .. } = &draft.document;
    Measures {
        words: measure::page_words(&draft.document),
        mean_sentence: measure::mean_sentence(draft),
        grade: (language == "en").then(|| measure::grade(draft)),
        specific: measure::specific(draft),
        facts: measure::facts(draft),
        coverage: writer.coverage,
        sentences: writer.sentences,
        refused: writer.refused,
        replaced: writer.replaced,
        shared,
    }
}
