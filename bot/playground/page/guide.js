// Your first minute: four things to try, one click each.

import { byId, make } from "./dom.js";

const done = new Set(JSON.parse(sessionStorage.getItem("guide") ?? "[]"));
let shown = "", asked = false;

byId("guide-close").addEventListener("click", () => {
  sessionStorage.setItem("guide-hidden", "1");
  byId("guide").hidden = true;
  byId("composer-text").focus();
});

let latest = null;

export function showGuide(...given) {
  latest = given;
  draw(...given);
}

function draw(state, { act, go, sendFile, place }) {
  byId("guide").hidden = sessionStorage.getItem("guide-hidden") === "1";
  const prefix = state.commands.find((each) => each.name.endsWith("-check"))?.name.replace(/-check$/, "") ?? "/ally";
  const planning = state.channels.find((each) => each.name === "planning")?.id ?? state.channel;
  const direct = state.channels.find((each) => each.kind === "im").id;
  const waiting = state.scheduled.length > 0;
  const steps = [
    { id: "check", title: "Check a date", text: ["Ask whether a time works for most people:", code(`${prefix}-check ${state.examples.date}`)], button: "Check it",
      run: async () => { await go(planning); await act("type", { channel: planning, text: `${prefix}-check ${state.examples.date}` }); } },
    { id: "quote", title: "Read a quotation", text: ["A leader’s own words, with their source:", code(`${prefix}-quote`)], button: "Show one",
      run: async () => { await go(planning); await act("type", { channel: planning, text: `${prefix}-quote` }); } },
    { id: "file", title: "Send a calendar file", text: ["Drop any .ics on this page, or send our example with two events to Alongside."], button: "Send the example",
      run: async () => { await go(direct); await sendFile(new File([state.examples.ics], "away-day.ics", { type: "text/calendar" })); } },
    waiting
      ? { id: "weekly", title: "Watch a prompt arrive", text: ["Slack now keeps the prompt. Turn the bot off if you like: it arrives all the same."], button: `Jump to ${moment(state.scheduled[0].at, state.tz)}`,
          run: async () => { const next = state.scheduled[0]; await go(next.channel); await act("clock", { to: next.at + 1 }); finish("weekly"); }, later: true }
      : asked && !state.modal
        ? { id: "weekly", title: "Watch a prompt arrive", text: ["Once you have sent the form, Alongside hands the first prompts to Slack within a few seconds. Then jump to its day from here."], button: "Open the form again",
            run: async () => { await go(planning); await act("type", { channel: planning, text: `${prefix}-weekly set up` }); }, later: true }
        : { id: "weekly", title: "Watch a prompt arrive", text: ["Turn on prompts in #planning, then jump to their day and see one arrive."], button: "Turn on prompts",
            run: async () => { asked = true; await go(planning); await act("type", { channel: planning, text: `${prefix}-weekly set up` }); }, later: true },
  ];
  const print = JSON.stringify([steps.map((each) => [each.id, each.button, each.text.map(String)]), [...done], planning, direct, state.examples.date, state.bot, place.person, state.scheduled[0]?.channel]);
  if (print === shown) return;
  shown = print;
  const focused = document.activeElement?.dataset?.step;
  byId("guide-steps").replaceChildren(...steps.map((step) => make("li", { className: done.has(step.id) ? "done" : "" },
    make("h3", {}, step.title, done.has(step.id) ? make("span", { className: "hidden" }, "(tried)") : null), make("p", {}, ...step.text.flatMap((part) => [part.cloneNode ? part.cloneNode(true) : part, " "])),
    make("button", { type: "button", className: "primary", "data-step": step.id, disabled: state.bot === "starting", onclick: async () => { await step.run(); if (!step.later) finish(step.id); } }, step.button))));
  if (focused) byId("guide-steps").querySelector(`[data-step="${focused}"]`)?.focus();

  function finish(id) {
    done.add(id);
    sessionStorage.setItem("guide", JSON.stringify([...done]));
    shown = "";
    draw(...latest); // what was tried may have changed what there is to see
  }
}

const moment = (seconds, timeZone) => new Date(seconds * 1000).toLocaleString("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const code = (text) => make("code", {}, text);
