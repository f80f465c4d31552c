/** The last net: a page that breaks says so and can be opened again; what was typed stays in its draft. */
import { Alert, Button, Group } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { withTranslation, type WithTranslation } from "react-i18next";

class Net extends Component<{ children: ReactNode } & WithTranslation, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { t, children } = this.props;
    if (!this.state.error) return children;
    return (
      <Alert color="red" variant="light" role="alert">
        {t(navigator.onLine ? "page_failed" : "page_not_here")}
        <Group mt="sm">
          <Button size="compact-md" variant="default" onClick={() => location.reload()}>
            {t("try_again")}
          </Button>
        </Group>
      </Alert>
    );
  }
}

export const Failing = withTranslation()(Net);
