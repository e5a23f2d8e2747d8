/** The chart, its dashboard and its alerts, checked by the real Helm and two models of Kubernetes. */
package dev.alluvium.helm;
