//! The stage is taken away as a picture that stands alone.

use crate::page::{Page, Screen};
use crate::servers::Site;

const SCREEN: Screen = Screen { width: 1280, height: 720, dark: true };

/// Clicks on an entry of the menu, and gives what is offered as a file: its name, and its text or its address.
fn taken(testid: &str) -> String {
    format!(
        "let blob = null, name = '', address = '';
        URL.createObjectURL = (given) => {{ blob = given; return 'blob:none'; }};
        HTMLAnchorElement.prototype.click = function () {{ name = this.download; address = this.href; }};
        document.querySelector('[data-testid={testid}]').click();
        for (let round = 0; round < 100 && !name; round++) await new Promise((done) => setTimeout(done, 50));
        return [name, blob ? await blob.text() : address]"
    )
}

async fn take(page: &Page, testid: &str) -> (String, String) {
    let taken = page.evaluate(&taken(testid)).await;
    let text = |place: usize| taken[place].as_str().unwrap_or_default().to_owned();
    (text(0), text(1))
}

#[tokio::test]
async fn the_stage_becomes_a_picture_with_its_caption_and_its_address() {
    let site = Site::start("").await;
    let page = Page::open_stage(&site, "#/fan-out?n=6&step=60", SCREEN, 3).await;
    let (name, svg) = take(&page, "take-svg").await;
    assert_eq!(name, "gather-step-60.svg");
    for said in ["Ready queue", "fetch(1) awaits", "gather.py · step 60 of ", "step=60</desc>"] {
        assert!(svg.contains(said), "{said} in {svg}");
    }
    assert!(!svg.contains("class=") && !svg.contains("var("), "it needs no style sheet");
    let drawn = format!(
        "const image = new Image();
        image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent({});
        await image.decode();
        return image.naturalWidth > 600",
        serde_json::to_string(&svg).expect("a text is JSON")
    );
    assert_eq!(page.evaluate(&drawn).await, true, "a browser draws it by itself");
    let (name, address) = take(&page, "take-png").await;
    assert_eq!(name, "gather-step-60.png");
    assert!(
        address.starts_with("data:image/png;base64,") && address.len() > 10_000,
        "{} characters",
        address.len()
    );
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_menu_is_in_view_wherever_the_caption_stands() {
    let site = Site::start("").await;
    for route in ["#/", "#/fan-out?n=6&step=60", "#/fan-out?n=6&step=60&size=presenter"] {
        let page = Page::open_stage(&site, route, SCREEN, 1).await;
        let in_view = "document.querySelector('[data-testid=take]').open = true;
            const list = document.querySelector('.take__list').getBoundingClientRect();
            const middle = document.elementFromPoint(list.left + list.width / 2, list.top + list.height / 2);
            return list.top >= 0 && list.bottom <= innerHeight && middle.closest('.take__list') !== null";
        assert_eq!(page.evaluate(in_view).await, true, "{route}");
    }
}
