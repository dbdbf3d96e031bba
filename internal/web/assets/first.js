// The first script of every page. It depends on nothing, and browsers that are too old for the others read it: what is
// secret leaves the address at once, and a page that cannot show anything says so. See hall.css for what shows when.

(function () {
  "use strict";
  var root = document.documentElement;
  var longest = 6000; // ms from the end of loading until something shows
  var taken = "";

  root.className = "scripted";

  // The state of the history outlasts a reload, also where a browser stores nothing for a page.
  function takeSecret() {
    if (!/^#(\w+=|[0-9a-z]{8}$)/i.test(location.hash)) return;
    var secret = location.hash.slice(1);
    try {
      history.replaceState({ secret: secret }, "", location.pathname + location.search);
    } catch (e) {
      location.hash = "";
    }
    taken = secret;
  }

  window.secretOfAddress = function () {
    return taken || (history.state && history.state.secret) || "";
  };

  takeSecret();
  addEventListener("hashchange", takeSecret);

  function trouble() { root.setAttribute("data-trouble", ""); }

  function check() {
    if (!root.hasAttribute("data-at") && !root.hasAttribute("data-status")) trouble();
  }

  addEventListener("error", function (e) { if (e.message) trouble(); });
  addEventListener("unhandledrejection", trouble);
  document.addEventListener("DOMContentLoaded", function () { setTimeout(check, longest); });
})();
