// What static/network.js draws with.
export { default as Graph } from "graphology";
export { default as layOut } from "graphology-layout-forceatlas2";
export { default as Sigma } from "sigma";
