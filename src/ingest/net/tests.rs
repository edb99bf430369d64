//! Pages served by the test itself, on this machine.

use super::*;
use crate::ingest::Document;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::AtomicBool;
use std::thread;

const HERE: Reach = Reach { this_machine: true };

/// Serves one answer a path until the test ends; its address.
fn serve(answer: impl Fn(&str, &str) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let own = base.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let asked = request(&stream);
            let path = asked.split(' ').nth(1).unwrap_or_default().to_owned();
            // A client that has seen enough hangs up.
            let _ = (&stream).write_all(&answer(&path, &own));
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    });
    base
}

fn request(stream: &TcpStream) -> String {
    let mut all = String::new();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        all.push_str(&line);
        all.push('\n');
    }
    all
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut bytes =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn told(address: &str) -> String {
    fetch(address, HERE, &Watch::nobody()).unwrap_err().to_string()
}

#[test]
fn a_page_is_fetched_in_the_encoding_that_the_server_declares() {
    let words = "国家主席同外国领导人通电话，双方同意继续合作，并就共同关心的问题交换了意见。";
    let page = format!("<html><body><p>{words}</p></body></html>");
    let bytes = encoding_rs::GBK.encode(&page).0.into_owned();
    let base = serve(move |path, base| match path {
        "/old" => answer("302 Found", &format!("Location: {base}/new#x\r\n"), b""),
        _ => answer("200 OK", "Content-Type: text/html; charset=gb2312\r\n", &bytes),
    });
    let fetched = fetch(&format!("{base}/old"), HERE, &Watch::nobody()).unwrap();
    assert_eq!(fetched.url, format!("{base}/new"));
    assert_eq!((fetched.media.as_deref(), fetched.charset.as_deref()), (Some("text/html"), Some("gb2312")));
    let captured = Document::fetched(fetched).unwrap().read(&Watch::nobody()).unwrap();
    assert_eq!(captured.text, format!("{words}\n"));
    assert_eq!(captured.encoding, "gb18030");
    assert!(captured.problems.iter().any(|problem| problem.message.contains("sent on to")), "{captured:?}");
}

#[test]
fn what_is_sent_names_the_program_and_nobody() {
    let (heard, hears) = std::sync::mpsc::channel();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        heard.send(request(&stream)).unwrap();
        (&stream).write_all(&answer("200 OK", "Set-Cookie: a=b\r\n", b"They agreed.")).unwrap();
    });
    fetch(&base, HERE, &Watch::nobody()).unwrap();
    let asked = hears.recv().unwrap().to_lowercase();
    assert!(asked.contains("user-agent: diptych/"), "{asked}");
    assert!(!asked.contains("cookie") && !asked.contains("referer"), "{asked}");
}

#[test]
fn servers_that_mislead_end_in_one_clear_line() {
    let base = serve(|path, base| match path {
        "/endless" => answer("301 Moved", "Location: /endless\r\n", b""),
        "/home" => answer("302 Found", "Location: http://192.168.1.1/\r\n", b""),
        "/nowhere" => answer("302 Found", "", b""),
        "/plain" => answer("302 Found", &format!("Location: {}\r\n", base.replace("127.0.0.1", "example.org")), b""),
        "/file" => answer("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThey".to_vec(),
        _ => answer("404 Not Found", "", b"nothing"),
    });
    let check = |path: &str, part: &str| {
        let words = told(&format!("{base}{path}"));
        assert!(words.contains(part) && !words.contains('\n'), "{words}");
    };
    check("/endless", "sends on and on");
    check("/home", "only https");
    check("/nowhere", "sends on to nowhere");
    check("/plain", "only https");
    check("/file", "not an address");
    check("/short", "the connection broke");
    check("/missing", "the server answers 404 Not Found");
}

#[test]
fn machines_that_are_not_public_are_not_asked() {
    for address in
        ["https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/", "https://10.0.0.1/"]
    {
        let words = fetch(address, Reach::default(), &Watch::nobody()).unwrap_err().to_string();
        assert!(words.contains("not on the public network"), "{words}");
    }
}

#[test]
fn a_small_answer_that_grows_is_cut_off() {
    use flate2::{Compression, write::GzEncoder};
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b'a'; 40 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20);
    let base = serve(move |_, _| answer("200 OK", "Content-Encoding: gzip\r\nContent-Type: text/plain\r\n", &packed));
    assert!(told(&base).contains("larger than 16 MiB"));
}

#[test]
fn a_fetch_can_be_given_up() {
    let base = serve(|_, _| answer("200 OK", "", &vec![b'a'; 1 << 20]));
    let cancelled = AtomicBool::new(false);
    let stop = |step: super::super::Step| cancelled.store(step.done > 100, std::sync::atomic::Ordering::Relaxed);
    let error = fetch(&base, HERE, &Watch::new(&cancelled, &stop)).unwrap_err();
    assert!(matches!(error.wrong, Wrong::Cancelled), "{error}");
}

/// A server with a certificate that it signed itself; gone when dropped.
struct SelfSigned(std::process::Child);

impl SelfSigned {
    /// `None` where it cannot be made here.
    fn serve(folder: &std::path::Path) -> Option<(SelfSigned, String)> {
        use std::process::{Command, Stdio};
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"])
            .current_dir(folder)
            .output();
        if !made.is_ok_and(|output| output.status.success()) {
            eprintln!("SKIPPED: openssl is not installed, so a certificate that nobody vouches for was not tested");
            return None;
        }
        let mut child = Command::new("openssl")
            .args(["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-www"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Where it listens is told in its first line: `ACCEPT 127.0.0.1:40000`.
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let told = lines.map_while(Result::ok).find_map(|line| Some(line.strip_prefix("ACCEPT ")?.to_owned()));
        let address = format!("https://{}/", told.unwrap());
        Some((SelfSigned(child), address))
    }
}

impl Drop for SelfSigned {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_in_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let Some((_server, address)) = SelfSigned::serve(folder.path()) else { return };
    let words = told(&address);
    assert!(words.contains("certificate is not valid") && words.contains("nothing was fetched"), "{words}");
    assert!(!words.contains('\n'), "{words}");
}
