/** Stands here until its screen is built. */
import { Nowhere } from "@/app/Nowhere";

export default function DocumentsScreen() {
  return <Nowhere />;
}
