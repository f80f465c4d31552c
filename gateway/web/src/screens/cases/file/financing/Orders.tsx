/** Orders on property: what is frozen, seized or attached, by which order, and every step since. */
import { Card, Group, List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Amount } from "@/parts/Amount";
import { Day, Instant } from "@/parts/when";
import { useEntityName, type FinancingProps } from "./parts";

export function Orders({ of, financing }: FinancingProps) {
  const { t } = useTranslation(["financing", "choices", "fields"]);
  const nameOf = useEntityName(of.id);
  if (financing.orders.length === 0) return <Text size="sm" c="dimmed">{t("no_orders")}</Text>;
  return financing.orders.map((order) => (
    <Card key={order.id} withBorder bg="gray.0" padding="sm" component="article" aria-labelledby={`order-${order.id}`}>
      <Group gap="xs">
        <Title order={4} size="h6" id={`order-${order.id}`}>
          {t(`choices:${order.kind}`)}: <bdi>{order.property}</bdi>
        </Title>
        {order.amount && <Amount of={order.amount} />}
      </Group>
      <Text size="sm">
        {t("fields:order_reference")}: <bdi>{order.order_reference}</bdi>
        {order.entity_id && <> · <bdi>{nameOf(order.entity_id)}</bdi></>}
      </Text>
      <List size="sm" mt={4}>
        {order.steps.map((step) => (
          <List.Item key={step.id}>
            {t(`choices:${step.step}`)} · {step.taken_at ? <Instant at={step.taken_at} /> : <Day on={step.taken_on} />}
            {step.note && <Text size="sm"><bdi>{step.note}</bdi></Text>}
          </List.Item>
        ))}
      </List>
      {order.next_steps.length > 0 && (
        <div className="no-print">
          <ProcedureButton
            operation="add_property_step"
            params={{ case_id: of.id, order_id: order.id, next_steps: order.next_steps.join(" ") }}
            version={financing.version}
            button={{ size: "compact-sm" }}
          />
        </div>
      )}
    </Card>
  ));
}
