/** Stands here until its screen is built. */
import { Nowhere } from "@/app/Nowhere";

export default function MeScreen() {
  return <Nowhere />;
}
