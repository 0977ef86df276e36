//! `/dashboard`: straight to the only project, else to the list.

use super::frame::see_other;
use super::member::Member;
use super::refusal::Screen;

pub async fn show(member: Member) -> Screen {
    let mut open = member.projects.iter().filter(|project| !project.archived);
    Ok(match (open.next(), open.next()) {
        (Some(only), None) => see_other(&format!("/dashboard/projects/{}", only.slug)),
        _ => see_other("/dashboard/projects"),
    })
}
