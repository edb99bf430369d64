//! Clocks that jump: a history is in the order of what was done, whatever the times that stand in it.

use super::scene::*;
use diptych::domain::Annotation;
use diptych::store::Keeper;

/// The words of the one note, after opening at a time.
fn words(scene: &Scene, second: i64) -> Vec<String> {
    let (opened, _) = Keeper::open(&scene.path, at(second)).unwrap();
    assert_eq!(opened.problems, []);
    opened.dossier.annotations.into_values().map(|note| note.note).collect()
}

#[test]
fn when_the_clock_goes_back_the_order_of_the_history_stays() {
    let scene = Scene::new();
    let states: Vec<Annotation> = ["first", "second", "third"].map(|words| note(1, words)).into();
    // A clock that was wrong by a year is set right, and jumps once more.
    let times = [40_000_000, 5_000_000, 6_000_000];
    let mut before = None;
    for (state, time) in states.iter().zip(times) {
        // Each in a run of its own: the program was closed in between.
        let (_, mut keeper) = Keeper::open(&scene.path, at(time)).unwrap();
        keeper.save(&change(time, vec![write(before, Some(state))])).unwrap();
        before = Some(state);
    }
    assert_eq!(words(&scene, 1), ["third"], "also opened at a time before all of them");
    for expected in [&["second"][..], &["first"], &[]] {
        let (opened, mut keeper) = Keeper::open(&scene.path, at(2)).unwrap();
        let undo = opened.journal.undo(at(3), "ana").unwrap();
        keeper.save(&undo).unwrap();
        drop(keeper);
        assert_eq!(words(&scene, 50_000_000), expected);
    }
    let (opened, mut keeper) = Keeper::open(&scene.path, at(1)).unwrap();
    keeper.save(&opened.journal.redo(at(1), "ana").unwrap()).unwrap();
    drop(keeper);
    assert_eq!(words(&scene, 4), ["first"]);
}

#[test]
fn a_clock_far_off_loses_nothing() {
    let scene = Scene::new();
    for (n, time) in [-2_000_000_000, 0, 200_000_000_000].into_iter().enumerate() {
        let (_, mut keeper) = Keeper::open(&scene.path, at(time)).unwrap();
        let id = n as u128 + 1;
        keeper.save(&change(time, vec![write(None, Some(&note(id, &format!("note {id}"))))])).unwrap();
    }
    assert_eq!(words(&scene, 0), ["note 1", "note 2", "note 3"]);
}
