//! Documents from the network: https alone, from public addresses, within limits of size and time.
//!
//! Nothing about the analyst is sent: no cookies, no account, and the same few headers for everybody.

mod address;
#[cfg(test)]
mod tests;
mod url;

use super::error::{IngestError, Wrong, one_line};
use super::watch::{Counted, Watch};
use address::Checked;
use std::io::Read as _;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::{Response, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
pub(super) use url::resolve;

/// Bytes of a document, after decompression.
const LIMIT: usize = 16 << 20;
/// For all of it, redirections included.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a server may send on.
const REDIRECTIONS: usize = 5;

const USER_AGENT: &str = concat!("Diptych/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str = "text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.5";

/// Which addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// Also this machine itself, and without encryption: for tests, which serve their own pages.
    pub this_machine: bool,
}

/// What came from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address that was asked for.
    pub asked: String,
    /// The address that answered.
    pub url: String,
    /// The media type, as the server gives it.
    pub media: Option<String>,
    /// The encoding, as the server gives it.
    pub charset: Option<String>,
    /// The document.
    pub bytes: Vec<u8>,
}

/// Fetches a document.
///
/// # Errors
/// Where the address is not one of those that may be asked, the server does not answer in time or with
/// something else than a document, or the document is larger than 16 MiB.
pub fn fetch(asked: &str, reach: Reach, watch: &Watch<'_>) -> Result<Fetched, IngestError> {
    follow(asked, reach, watch).map_err(|wrong| IngestError { what: asked.to_owned(), wrong })
}

fn follow(asked: &str, reach: Reach, watch: &Watch<'_>) -> Result<Fetched, Wrong> {
    let start = Instant::now();
    let mut url = url::checked(asked, reach)?;
    for _ in 0..=REDIRECTIONS {
        watch.step(Counted::Kibibytes, 0, None)?;
        let left = PATIENCE.checked_sub(start.elapsed()).ok_or_else(slow)?;
        let answer = agent(reach, left).get(&url).call().map_err(|error| failed(&error))?;
        if !is_redirection(answer.status()) {
            return take(asked, url, answer, watch);
        }
        let target = answer.headers().get(header::LOCATION).and_then(|target| target.to_str().ok());
        let target = target.and_then(|target| resolve(Some(&url), target));
        let target = target.ok_or_else(|| told("the server sends on to nowhere; open the page in a browser"))?;
        url = url::checked(&target, reach)?;
    }
    Err(told("the server sends on and on; open the page in a browser and give the address that it ends at"))
}

fn agent(reach: Reach, left: Duration) -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).build();
    let config = Agent::config_builder()
        .https_only(!reach.this_machine)
        .http_status_as_error(false)
        .max_redirects(0)
        // With a proxy, the addresses that are asked could not be checked.
        .proxy(None)
        .timeout_global(Some(left))
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .tls_config(tls)
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Checked::new(reach))
}

fn is_redirection(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn take(asked: &str, url: String, answer: Response<ureq::Body>, watch: &Watch<'_>) -> Result<Fetched, Wrong> {
    if !answer.status().is_success() {
        return Err(told(&format!("the server answers {}; open the page in a browser", answer.status())));
    }
    let field = |text: Option<&str>| text.map(str::to_owned);
    let (media, charset) = (field(answer.body().mime_type()), declared_charset(&answer));
    let mut body = answer.into_body().into_with_config().limit(u64::MAX).reader();
    let mut bytes = Vec::new();
    let mut part = vec![0; 64 << 10];
    loop {
        let read = body.read(&mut part).map_err(|error| told(&format!("the connection broke: {error}; try again")))?;
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&part[..read]);
        if bytes.len() > LIMIT {
            return Err(Wrong::TooLarge { limit: LIMIT >> 20 });
        }
        watch.step(Counted::Kibibytes, bytes.len() >> 10, None)?;
    }
    Ok(Fetched { asked: asked.to_owned(), url, media, charset, bytes })
}

/// Only what the server says: the library assumes UTF-8 where nothing is said.
fn declared_charset(answer: &Response<ureq::Body>) -> Option<String> {
    let kind = answer.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    let label = kind.split_once("charset=")?.1.split(';').next()?.trim_matches(['"', '\'', ' ']).to_owned();
    (!label.is_empty()).then_some(label)
}

fn failed(error: &ureq::Error) -> Wrong {
    match error {
        ureq::Error::Timeout(_) => slow(),
        ureq::Error::HostNotFound => told("no server of that name is known; check the address and the connection"),
        error if is_about_a_certificate(error) => told(&format!(
            "the server's certificate is not valid, so nothing was fetched: somebody may stand between ({}); open the \
             page in a browser, or save it and give the file",
            one_line(&error.to_string())
        )),
        ureq::Error::Other(error) => told(&one_line(&error.to_string())),
        error => told(&format!("it cannot be fetched: {error}; check the address, or save the page and give the file")),
    }
}

/// The library passes on what its encryption says, in words; the kind of it differs from release to release.
fn is_about_a_certificate(error: &ureq::Error) -> bool {
    error.to_string().contains("certificate")
}

fn slow() -> Wrong {
    told(&format!(
        "the server did not answer within {} seconds; try again, or save the page and give the file",
        PATIENCE.as_secs()
    ))
}

fn told(words: &str) -> Wrong {
    Wrong::Address(words.to_owned())
}
