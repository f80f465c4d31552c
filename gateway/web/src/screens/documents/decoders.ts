/** What pdf.js needs for scanners' pictures (CCITT, JBIG2, JPEG 2000) and for signs that a PDF does not bring along: files of our own,
 * asked for when a page has such. The page asks for them and its worker gets their bytes: the page's own policy stays as strict as it is. */
import dingbats from "pdfjs-dist/standard_fonts/FoxitDingbats.pfb?url";
import symbols from "pdfjs-dist/standard_fonts/FoxitSymbol.pfb?url";
import jbig2 from "pdfjs-dist/wasm/jbig2.wasm?url";
import openjpeg from "pdfjs-dist/wasm/openjpeg.wasm?url";

const FILES: Record<string, string> = {
  "jbig2.wasm": jbig2, "openjpeg.wasm": openjpeg, "FoxitDingbats.pfb": dingbats, "FoxitSymbol.pfb": symbols,
};

export class Decoders {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = FILES[filename];
    const given = url ? await fetch(url) : undefined;
    if (!given?.ok) throw new Error(`${filename} cannot be had`);
    return new Uint8Array(await given.arrayBuffer());
  }
}
