// What both kinds of page say in words. Text from documents only ever reaches a page as text nodes.
"use strict";

const wanyi = {
  modifiers: { "~": "about", ">": "more than", ">=": "at least", "<": "just under", "<=": "at most" },

  measures: {
    level: "level", change: "change", change_pp: "change in points", share: "share", contribution: "contribution",
    difference: "difference", rank: "rank", rate: "rate", duration: "duration", other: "other",
  },

  baselines: { previous_year: "the year before", previous_period: "the period before" },

  // 155400000000 → 155,400,000,000; exact, since the number stays a string.
  grouped(number) {
    const [whole, fraction] = number.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? "." + fraction : "");
  },

  // The value as a person reads it: about 1,000 to 2,000.
  amount(value, least, most, modifier) {
    const number = value != null ? wanyi.grouped(value)
      : least != null && most != null ? wanyi.grouped(least) + " to " + wanyi.grouped(most) : "";
    const words = wanyi.modifiers[modifier];
    return words && number ? words + " " + number : number;
  },

  element(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  },
};
