// Elements. Text of the corpus comes in as text nodes and attribute values only, never as HTML.

const byId = (id) => document.getElementById(id);

/** The children of an element, lists taken apart and null left out. */
const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined);

/** An element with properties, attributes (names with a hyphen, role, for …) and children. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === "class") element.className = value;
    else if (name === "onclick") element.addEventListener("click", value);
    else if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

/** The element with these children in place of those that it had. */
function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

/** An element of a drawing. */
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...present(children));
  return element;
}

/** Text of the corpus, set apart so that its direction does not run into its neighbours. */
function name(text, properties = {}) {
  return make("bdi", properties, text);
}

function badge(method) {
  return make("span", { class: `method ${method}` }, method);
}

function say(message) {
  byId("live").textContent = message;
}

/** Draw the buttons of every pager of a view. */
function drawPagers(view, page, pages, go) {
  const focused = document.activeElement.dataset.step;
  const focusedPager = document.activeElement.closest(".pager");
  for (const pager of view.querySelectorAll(".pager")) {
    const step = (label, says, target) => {
      const leads = target >= 0 && target < pages && target !== page;
      const properties = { type: "button", "aria-label": says, "data-step": says, "aria-disabled": leads ? null : "true" };
      return make("button", { ...properties, onclick: () => leads && go(target) }, label);
    };
    fill(
      pager,
      step("«", "First page", 0),
      step("‹", "Previous page", page - 1),
      make("span", { class: "where" }, `${number(pages ? page + 1 : 0)} of ${number(pages)}`),
      step("›", "Next page", page + 1),
      step("»", "Last page", pages - 1),
    );
    pager.hidden = pages < 2;
    if (pager === focusedPager) pager.querySelector(`[data-step="${focused}"]`)?.focus();
  }
}
