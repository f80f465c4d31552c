/** A button that opens a procedure's form at the side of the page; not there for whoever may not take the step. */
import { Button, Drawer, type ButtonProps } from "@mantine/core";
import permissions from "@made/permissions.json";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { directionOf } from "@/words";
import { useSession } from "@/app/session";
import { ProcedureForm, type ProcedureProps } from "./ProcedureForm";

const NEEDED = permissions as Record<string, string | null>;

export function useMayDo(): (operation: string) => boolean {
  const { may } = useSession();
  return (operation) => {
    const needed = NEEDED[operation];
    return needed === null || (needed !== undefined && may(needed));
  };
}

type Props = Omit<ProcedureProps, "onCancel"> & { label?: ReactNode; button?: ButtonProps };

export function ProcedureButton({ label, button, onDone, ...form }: Props) {
  const { t, i18n } = useTranslation(["procedures", "common"]);
  const mayDo = useMayDo();
  const [isOpen, setOpen] = useState(false);
  if (!mayDo(form.operation)) return null;
  const title = t(`procedures:${form.operation}.title`);
  return (
    <>
      <Button size="compact-md" variant="light" {...button} data-operation={form.operation} onClick={() => setOpen(true)}>
        {label ?? title}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position={directionOf(i18n.language) === "rtl" ? "left" : "right"}
        size="lg"
        title={title}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        {isOpen && (
          <ProcedureForm
            {...form}
            onCancel={() => setOpen(false)}
            onDone={(result, sent) => {
              setOpen(false);
              onDone?.(result, sent);
            }}
          />
        )}
      </Drawer>
    </>
  );
}
