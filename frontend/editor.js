// What static/query.js edits with: the editor of YASGUI, without its tabs, its results and its list of endpoints.
export { default as Yasqe } from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
