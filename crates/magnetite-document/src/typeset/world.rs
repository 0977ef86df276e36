//! What Typst may see: the templates and fonts of this crate, `/data.json` and the sender's logo. Every other path is refused; there is no clock.

use std::sync::OnceLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::finish;
use super::paper::Paper;
use crate::RenderError;
use crate::clean::breakable;
use crate::view::View;

/// Generations of memoised layout that are kept; each compilation is one.
const KEPT_GENERATIONS: usize = 10;

/// Fonts in order of preference: text, headings, commands, then fallbacks. Licences stand beside the files.
static FONTS: [&[u8]; 16] = [
    include_bytes!("../../assets/fonts/Inter-Regular.otf"),
    include_bytes!("../../assets/fonts/Inter-Italic.otf"),
    include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    include_bytes!("../../assets/fonts/Literata-Medium.ttf"),
    include_bytes!("../../assets/fonts/Literata-Italic.ttf"),
    include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansCJKkr-Regular.otf"),
    include_bytes!("../../assets/fonts/DroidSansFallbackFull.ttf"),
    include_bytes!("../../assets/fonts/NotoSansSymbols2-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoEmoji-Regular.ttf"),
];

/// What is set, and on what.
#[derive(Debug, Clone, Copy)]
pub enum Template {
    Report(Paper),
    Slides,
    Share(Canvas),
}

/// Size of a share image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Canvas {
    /// 1200 × 630.
    Wide,
    /// 1200 × 1200.
    Square,
}

impl Template {
    fn path(self) -> &'static str {
        match self {
            Template::Report(_) => "/report.typ",
            Template::Slides => "/slides.typ",
            Template::Share(_) => "/share.typ",
        }
    }

    /// The member that tells the template what it is set on.
    fn ground(self) -> Option<(&'static str, &'static str)> {
        match self {
            Template::Report(paper) => Some(("paper", paper.typst_name())),
            Template::Slides => None,
            Template::Share(Canvas::Wide) => Some(("canvas", "wide")),
            Template::Share(Canvas::Square) => Some(("canvas", "square")),
        }
    }
}

static SOURCES: [(&str, &str); 5] = [
    ("/base.typ", include_str!("../../assets/typst/base.typ")),
    ("/blocks.typ", include_str!("../../assets/typst/blocks.typ")),
    ("/report.typ", include_str!("../../assets/typst/report.typ")),
    ("/slides.typ", include_str!("../../assets/typst/slides.typ")),
    ("/share.typ", include_str!("../../assets/typst/share.typ")),
];

/// Parsed once: library, fonts, templates. File ids are interned for ever by Typst, so there are exactly seven.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
    logo: FileId,
}

impl Press {
    fn source(&self, path: &str) -> Option<&Source> {
        self.sources.iter().zip(SOURCES).find(|(_, (known, _))| *known == path).map(|(source, _)| source)
    }
}

fn press() -> Result<&'static Press, RenderError> {
    static PRESS: OnceLock<Option<Press>> = OnceLock::new();
    PRESS.get_or_init(set_up).as_ref().ok_or_else(|| RenderError::Typeset("the typesetter could not be set up".to_owned()))
}

fn set_up() -> Option<Press> {
    let id = |path: &str| VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern());
    let fonts: Vec<Font> = FONTS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
    Some(Press {
        // Header cells of rows are among the features that are not on by default.
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources: SOURCES.iter().map(|(path, text)| Some(Source::new(id(path)?, (*text).to_owned()))).collect::<Option<_>>()?,
        data: id("/data.json")?,
        logo: id("/logo.png")?,
    })
}

struct Sheet {
    press: &'static Press,
    main: FileId,
    data: Bytes,
    logo: Option<Bytes>,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.logo {
            _ if id == self.press.data => Ok(self.data.clone()),
            Some(logo) if id == self.press.logo => Ok(logo.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A document that has been laid out.
pub struct Laid {
    pub document: PagedDocument,
    /// Every character of the data has a glyph in one of the fonts.
    pub covered: bool,
}

/// Lays the data out with a template. Text reaches the template as JSON strings only, so it can never become markup.
///
/// # Errors
/// When the template does not compile with this data, which is a defect of the template.
pub fn lay_out(template: Template, view: &View) -> Result<Laid, RenderError> {
    let press = press()?;
    let logo = view.brand.as_ref().and_then(|brand| brand.logo.as_ref()).map(|logo| Bytes::new(logo.png.to_vec()));
    let mut data = serde_json::to_value(view).map_err(|error| RenderError::Typeset(error.to_string()))?;
    let mut covered = true;
    prepare(&mut data, press, &mut covered);
    if let (Some((key, value)), Some(members)) = (template.ground(), data.as_object_mut()) {
        members.insert(key.to_owned(), value.into());
    }
    let bytes = serde_json::to_vec(&data).map_err(|error| RenderError::Typeset(error.to_string()))?;
    let main = press.source(template.path()).ok_or_else(|| RenderError::Typeset("the template is missing".to_owned()))?.id();
    let sheet = Sheet { press, main, data: Bytes::new(bytes), logo };
    let laid = typst::compile::<PagedDocument>(&sheet).output;
    comemo::evict(KEPT_GENERATIONS);
    let document = laid.map_err(|errors| RenderError::Typeset(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")))?;
    Ok(Laid { document: finish::finish(&document), covered })
}

/// Offers breaks in long words and notes whether a font is missing. The view is a few levels deep, so the recursion is bounded by our own types.
fn prepare(value: &mut Value, press: &Press, covered: &mut bool) {
    match value {
        Value::String(text) => {
            *text = breakable(text);
            *covered = *covered && text.chars().all(|character| has_glyph(press, character));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| prepare(item, press, covered)),
        Value::Object(members) => members.iter_mut().filter(|(key, _)| key.as_str() != "href").for_each(|(_, member)| prepare(member, press, covered)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A line that ends and an invisible break need none.
fn has_glyph(press: &Press, character: char) -> bool {
    matches!(character, '\n' | '\u{200b}') || press.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_font_of_the_crate_loads() {
        assert_eq!(press().unwrap().fonts.len(), FONTS.len());
    }

    #[test]
    fn no_path_but_the_data_can_be_read() {
        let press = press().unwrap();
        let sheet = Sheet { press, main: press.sources[0].id(), data: Bytes::new(b"{}".to_vec()), logo: None };
        let other = RootedPath::new(VirtualRoot::Project, VirtualPath::new("/etc/passwd").unwrap()).intern();
        assert!(matches!(sheet.file(other), Err(FileError::AccessDenied)));
        assert!(matches!(sheet.source(other), Err(FileError::AccessDenied)));
        assert!(matches!(sheet.file(press.logo), Err(FileError::AccessDenied)));
        assert!(sheet.file(press.data).is_ok());
    }
}
