//! What a web page says of itself: in its head, in its structured data, in its marks.

use crate::ingest::captured::{Fact, Found};
use crate::ingest::when::When;
use crate::ingest::{is_language, net};
use dom_query::Document;
use serde_json::Value;

/// Names under which pages give the same thing, the surest first. The names in capitals are those of the
/// standard for the sites of Chinese authorities.
const TITLE: [&str; 5] = ["og:title", "ArticleTitle", "dc.title", "dcterms.title", "twitter:title"];
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "PubDate",
    "dcterms.issued",
    "dcterms.date.issued",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publish_date",
    "publishdate",
    "publish-date",
    "pub_date",
    "citation_publication_date",
    "dc.date",
    "date",
];
const PUBLISHER: [&str; 7] =
    ["og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "SiteName", "ContentSource", "application-name"];
const LANGUAGE: [&str; 4] = ["content-language", "dc.language", "dcterms.language", "og:locale"];

/// Reads them all. `base` is where the page came from.
pub(super) fn facts(page: &Document, base: Option<&str>) -> Found {
    let metas = metas(page);
    let linked = linked_data(page);
    Found {
        title: named(&metas, &TITLE, sentence).or_else(|| from_data(&linked, "headline", sentence)),
        published: named(&metas, &PUBLISHED[..1], When::read)
            .or_else(|| from_data(&linked, "datePublished", When::read))
            .or_else(|| named(&metas, &PUBLISHED, When::read))
            .or_else(|| marked_time(page)),
        created: None,
        language: language(page, &metas).or_else(|| from_data(&linked, "inLanguage", tag)),
        url: address(page, &metas, base),
        publisher: named(&metas, &PUBLISHER, sentence).or_else(|| publisher(&linked)),
    }
}

/// Name and content of each `meta`.
fn metas(page: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in page.select("meta[content]").nodes() {
        let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| meta.attr(key));
        if let (Some(key), Some(content)) = (key, meta.attr("content")) {
            metas.push((key.trim().to_owned(), content.trim().to_owned()));
        }
    }
    metas
}

fn named<T>(metas: &[(String, String)], names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<Fact<T>> {
    names.iter().find_map(|name| {
        let mut same = metas.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        same.find_map(|(key, content)| Some(Fact::new(read(content)?, format!("meta {key}"))))
    })
}

/// A line that says something.
fn sentence(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.chars().count() <= 500).then_some(text)
}

fn tag(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "-");
    is_language(&text).then_some(text)
}

fn language(page: &Document, metas: &[(String, String)]) -> Option<Fact<String>> {
    let html = page.html_root();
    let own = ["lang", "xml:lang"].iter().find_map(|name| tag(&html.attr(name)?));
    own.map(|tag| Fact::new(tag, "html lang")).or_else(|| named(metas, &LANGUAGE, tag))
}

fn address(page: &Document, metas: &[(String, String)], base: Option<&str>) -> Option<Fact<String>> {
    let absolute = |address: &str| net::resolve(base, address.trim()).filter(|url| url.starts_with("http"));
    let link = page.select("link[rel=canonical][href]").nodes().first().and_then(|link| link.attr("href"));
    link.and_then(|href| Some(Fact::new(absolute(&href)?, "link rel=canonical")))
        .or_else(|| named(metas, &["og:url"], absolute))
}

/// `<time datetime>`, where the page marks one as that of publication, or has only one.
fn marked_time(page: &Document) -> Option<Fact<When>> {
    let marked = page.select("[itemprop=datePublished], time[pubdate]");
    for time in marked.nodes() {
        let field = time.attr("datetime").or_else(|| time.attr("content")).unwrap_or_else(|| time.text());
        if let Some(when) = When::read(&field) {
            return Some(Fact::new(when, "the mark datePublished"));
        }
    }
    let mut times: Vec<When> = Vec::new();
    for time in page.select("time[datetime]").nodes() {
        times.extend(time.attr("datetime").and_then(|field| When::read(&field)));
    }
    times.dedup();
    let [only] = times[..] else { return None };
    Some(Fact::new(only, "the page's one <time>"))
}

/// The objects of all structured data, articles before other things.
fn linked_data(page: &Document) -> Vec<Value> {
    let mut objects = Vec::new();
    for script in page.select("script[type='application/ld+json']").nodes() {
        if let Ok(value) = serde_json::from_str::<Value>(&script.text()) {
            unfold(value, &mut objects);
        }
    }
    objects.sort_by_key(|object| !is_article(object));
    objects
}

fn unfold(value: Value, objects: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| unfold(value, objects)),
        Value::Object(mut fields) => {
            if let Some(graph) = fields.remove("@graph") {
                unfold(graph, objects);
            }
            objects.push(Value::Object(fields));
        }
        _ => {}
    }
}

fn is_article(object: &Value) -> bool {
    let article = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind == "Report");
    match &object["@type"] {
        Value::Array(kinds) => kinds.iter().any(article),
        kind => article(kind),
    }
}

fn from_data<T>(objects: &[Value], field: &str, read: impl Fn(&str) -> Option<T>) -> Option<Fact<T>> {
    objects.iter().find_map(|object| Some(Fact::new(read(object[field].as_str()?)?, format!("JSON-LD {field}"))))
}

fn publisher(objects: &[Value]) -> Option<Fact<String>> {
    objects.iter().find_map(|object| {
        let publisher = &object["publisher"];
        let publisher = if publisher.is_array() { &publisher[0] } else { publisher };
        Some(Fact::new(sentence(publisher["name"].as_str()?)?, "JSON-LD publisher"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Found {
        facts(&Document::from(html), Some("https://example.org/news/2025/a.html"))
    }

    #[test]
    fn the_head_tells_what_a_page_is() {
        let found = found(
            "<html lang=en-GB><head><meta property='og:title' content=' Readout  of a call '>\
             <meta property='article:published_time' content='2025-06-05T14:00:00-04:00'>\
             <meta property='og:site_name' content='The Ministry'><link rel=canonical href='/news/a'></head><p>x",
        );
        let both = |fact: &Option<Fact<String>>| fact.clone().map(|fact| (fact.value, fact.by)).unwrap();
        assert_eq!(both(&found.title), ("Readout of a call".to_owned(), "meta og:title".to_owned()));
        assert_eq!(both(&found.language), ("en-GB".to_owned(), "html lang".to_owned()));
        assert_eq!(both(&found.url), ("https://example.org/news/a".to_owned(), "link rel=canonical".to_owned()));
        assert_eq!(both(&found.publisher), ("The Ministry".to_owned(), "meta og:site_name".to_owned()));
        assert_eq!(found.published.unwrap().value.to_string(), "2025-06-05T14:00:00-04:00");
    }

    #[test]
    fn chinese_authorities_have_names_of_their_own() {
        let found = found(
            "<html><head><meta name=ArticleTitle content='通话'><meta name=PubDate content='2025-06-05 22:12'>\
             <meta name=SiteName content='外交部'></head><p>x",
        );
        assert_eq!(found.title.unwrap().value, "通话");
        assert_eq!(found.published.unwrap().value.to_string(), "2025-06-05T22:12:00");
        assert_eq!(found.publisher.unwrap().value, "外交部");
        assert_eq!((found.language, found.url), (None, None));
    }

    #[test]
    fn structured_data_and_marks_are_read_and_nothing_is_made_up() {
        let data = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2001-01-01"},
            {"@type":["NewsArticle"],"headline":"A call","datePublished":"2025-06-05T10:00:00Z","inLanguage":"en",
            "publisher":[{"name":"An agency"}]}]}</script>"#;
        let found = found(data);
        assert_eq!(found.published.unwrap().value.to_string(), "2025-06-05T10:00:00+00:00");
        assert_eq!(found.publisher.unwrap().by, "JSON-LD publisher");
        let time = |html| super::facts(&Document::from(html), None).published.map(|fact| fact.value.to_string());
        assert_eq!(time("<p>x<time datetime=2025-06-05>5 June</time>").as_deref(), Some("2025-06-05"));
        assert_eq!(time("<time datetime=2025-06-05>a</time><time datetime=2025-06-06>b</time>"), None);
        assert_eq!(time("<script type='application/ld+json'>{broken</script><p>x"), None);
    }
}
