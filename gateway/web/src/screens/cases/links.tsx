/** The links of a case drawn as a graph, with the same as a table beside it: a picture alone shuts some readers out. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import cytoscape from "cytoscape";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { OtherCase } from "./file";

type Graph = components["schemas"]["GraphView"];

export default function Links() {
  const { t } = useTranslation(["file", "choices"]);
  const { caseId = "" } = useParams();
  const asked = api.useQuery("get", "/api/cases/{case_id}/graph", { params: { path: { case_id: caseId } } });
  return (
    <Page title={t("links_drawn")}>
      <Read from={asked} rows={8} isEmpty={({ nodes }) => nodes.length < 2} empty={t("no_links")}>
        {(graph) => (
          <Stack>
            {!graph.is_complete && <Text c="var(--cmms-warning)">{t("links_cut")}</Text>}
            <Drawing graph={graph} about={caseId} />
            <Twin graph={graph} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function useNames() {
  const { t } = useTranslation(["file", "choices"]);
  return (node: Graph["nodes"][number]) => {
    if (node.label) return node.entity_kind ? `${t(`choices:${node.entity_kind}`)}: ${node.label}` : node.label;
    return t("restricted");
  };
}

function Drawing({ graph, about }: { graph: Graph; about: string }) {
  const { t } = useTranslation("file");
  const name = useNames();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const drawn = cytoscape({
      container: place.current,
      elements: [
        ...graph.nodes.map((node) => ({
          data: { id: node.id, label: name(node), case_id: node.case_id, kind: node.kind, isThis: node.case_id === about ? "yes" : "no" },
        })),
        ...graph.edges.map((edge, index) => ({ data: { id: `e${index}`, source: edge.source, target: edge.target, certain: edge.is_certain ? "yes" : "no" } })),
      ],
      layout: { name: "cose", animate: false, padding: 30, nodeDimensionsIncludeLabels: true },
      minZoom: 0.3,
      maxZoom: 3,
      wheelSensitivity: 0.3,
      style: [
        { selector: "node", style: { label: "data(label)", "font-size": 13, "text-wrap": "wrap", "text-max-width": "150px", "text-valign": "bottom", "text-margin-y": 6, "background-color": "#5f95ca", width: 30, height: 30 } },
        { selector: 'node[kind = "case"]', style: { shape: "round-rectangle", "background-color": "#174a78", width: 46, height: 34 } },
        { selector: 'node[isThis = "yes"]', style: { "border-width": 4, "border-color": "#e0b04b" } },
        { selector: "edge", style: { width: 2, "line-color": "#7b8794" } },
        { selector: 'edge[certain = "no"]', style: { "line-style": "dashed" } },
      ],
    });
    drawn.on("tap", 'node[kind = "case"]', (event) => {
      const id = (event.target as cytoscape.NodeSingular).data("case_id") as string | null;
      if (id) void navigate(`/cases/${id}`);
    });
    return () => drawn.destroy();
  }, [graph, about]); // eslint-disable-line -- drawn anew when the graph changes
  return (
    <div
      ref={place}
      role="img"
      aria-label={t("links_picture", { nodes: graph.nodes.length, edges: graph.edges.length })}
      dir="ltr"
      style={{ height: "min(60vh, 560px)", background: "#fff", border: "1px solid #d9e2ec", borderRadius: 8, position: "relative", overflow: "hidden" }}
    />
  );
}

function Twin({ graph }: { graph: Graph }) {
  const { t } = useTranslation(["file", "choices"]);
  const name = useNames();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const show = (id: string) => {
    const node = byId.get(id);
    if (!node) return "–";
    return node.kind === "case" ? <OtherCase id={node.case_id} label={node.label} /> : <bdi>{name(node)}</bdi>;
  };
  return (
    <Rows
      label={t("links_drawn")}
      rows={graph.edges}
      keyOf={(edge) => `${edge.source} ${edge.target}`}
      columns={[
        { key: "from", title: t("from"), cell: (edge) => show(edge.source) },
        { key: "to", title: t("to"), cell: (edge) => show(edge.target) },
        {
          key: "how",
          title: t("how"),
          cell: (edge) => (
            <Group gap={4}>
              {!edge.is_certain && <Badge color="amber.9" variant="outline">{t("perhaps")}</Badge>}
              {edge.roles?.map((role) => <span key={role}>{t(`choices:${role}`)}</span>)}
            </Group>
          ),
        },
      ]}
    />
  );
}
