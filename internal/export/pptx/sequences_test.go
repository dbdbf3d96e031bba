package pptx

// sequences says which children an element of a part may have, in their order: a name, or several with
// bars between them for a choice; "!" is one that must be there, "*" any number, "+" both. An element
// that is not in it may have no children.
var sequences = map[string]string{
	"p:presentation": "p:sldMasterIdLst! p:notesMasterIdLst p:handoutMasterIdLst p:sldIdLst p:sldSz! p:notesSz! " +
		"p:custShowLst p:photoAlbum p:custDataLst p:kinsoku p:defaultTextStyle p:modifyVerifier p:extLst",
	"p:sldMasterIdLst":   "p:sldMasterId+",
	"p:notesMasterIdLst": "p:notesMasterId!",
	"p:sldIdLst":         "p:sldId+",
	"p:presentationPr":   "p:prnPr p:showPr p:clrMru p:extLst",
	"p:viewPr":           "p:normalViewPr p:slideViewPr p:outlineViewPr p:notesTextViewPr p:gridSpacing",
	"p:normalViewPr":     "p:restoredLeft! p:restoredTop!",

	"p:sldMaster":      "p:cSld! p:clrMap! p:sldLayoutIdLst! p:transition p:timing p:hf p:txStyles! p:extLst",
	"p:sldLayout":      "p:cSld! p:clrMapOvr! p:transition p:timing p:hf p:extLst",
	"p:notesMaster":    "p:cSld! p:clrMap! p:hf p:notesStyle! p:extLst",
	"p:sld":            "p:cSld! p:clrMapOvr! p:transition p:timing p:extLst",
	"p:notes":          "p:cSld! p:clrMapOvr! p:extLst",
	"p:sldLayoutIdLst": "p:sldLayoutId+",
	"p:txStyles":       "p:titleStyle! p:bodyStyle! p:otherStyle!",
	"p:clrMapOvr":      "a:masterClrMapping|a:overrideClrMapping!",
	"p:cSld":           "p:bg p:spTree! p:custDataLst p:controls p:extLst",
	"p:bg":             "p:bgPr|p:bgRef!",
	"p:bgPr":           "a:solidFill! a:effectLst! p:extLst",

	"p:spTree":    "p:nvGrpSpPr! p:grpSpPr! p:sp|p:pic* p:extLst",
	"p:nvGrpSpPr": "p:cNvPr! p:cNvGrpSpPr! p:nvPr!",
	"p:grpSpPr":   "a:xfrm!",
	"p:sp":        "p:nvSpPr! p:spPr! p:style p:txBody p:extLst",
	"p:nvSpPr":    "p:cNvPr! p:cNvSpPr! p:nvPr!",
	"p:cNvPr":     "a:hlinkClick a:hlinkHover a:extLst",
	"p:cNvSpPr":   "a:spLocks a:extLst",
	"p:cNvPicPr":  "a:picLocks a:extLst",
	"p:nvPr":      "p:ph p:custDataLst p:extLst",
	"p:spPr":      "a:xfrm a:custGeom|a:prstGeom a:noFill|a:solidFill a:ln a:effectLst a:extLst",
	"p:pic":       "p:nvPicPr! p:blipFill! p:spPr! p:style p:extLst",
	"p:nvPicPr":   "p:cNvPr! p:cNvPicPr! p:nvPr!",
	"p:blipFill":  "a:blip! a:srcRect a:stretch!",
	"p:txBody":    "a:bodyPr! a:lstStyle a:p+",

	"a:stretch":   "a:fillRect!",
	"a:xfrm":      "a:off! a:ext! a:chOff a:chExt",
	"a:prstGeom":  "a:avLst",
	"a:ln":        "a:noFill|a:solidFill a:prstDash a:round a:headEnd a:tailEnd",
	"a:solidFill": "a:srgbClr|a:schemeClr|a:prstClr!",
	"a:bodyPr":    "a:prstTxWarp a:noAutofit|a:normAutofit|a:spAutoFit a:scene3d a:sp3d",
	"a:p":         "a:pPr a:r|a:br|a:fld* a:endParaRPr",
	"a:r":         "a:rPr a:t!",
	"a:br":        "a:rPr",
	"a:lnSpc":     "a:spcPct|a:spcPts!",
	"a:spcBef":    "a:spcPct|a:spcPts!",
	"a:spcAft":    "a:spcPct|a:spcPts!",
	"a:extLst":    "a:ext*",
	"a:ext":       "adec:decorative", // of an extension; a size has none

	"a:theme":          "a:themeElements! a:objectDefaults a:extraClrSchemeLst a:custClrLst a:extLst",
	"a:themeElements":  "a:clrScheme! a:fontScheme! a:fmtScheme!",
	"a:clrScheme":      "a:dk1! a:lt1! a:dk2! a:lt2! a:accent1! a:accent2! a:accent3! a:accent4! a:accent5! a:accent6! a:hlink! a:folHlink!",
	"a:fontScheme":     "a:majorFont! a:minorFont!",
	"a:majorFont":      "a:latin! a:ea! a:cs! a:font*",
	"a:minorFont":      "a:latin! a:ea! a:cs! a:font*",
	"a:fmtScheme":      "a:fillStyleLst! a:lnStyleLst! a:effectStyleLst! a:bgFillStyleLst!",
	"a:fillStyleLst":   "a:solidFill+",
	"a:bgFillStyleLst": "a:solidFill+",
	"a:lnStyleLst":     "a:ln+",
	"a:effectStyleLst": "a:effectStyle+",
	"a:effectStyle":    "a:effectLst!",

	"p:timing":      "p:tnLst! p:bldLst p:extLst",
	"p:tnLst":       "p:par!",
	"p:par":         "p:cTn!",
	"p:seq":         "p:cTn! p:prevCondLst p:nextCondLst",
	"p:cTn":         "p:stCondLst p:endCondLst p:endSync p:iterate p:childTnLst p:subTnLst",
	"p:childTnLst":  "p:par|p:seq|p:set|p:animEffect+",
	"p:stCondLst":   "p:cond+",
	"p:prevCondLst": "p:cond+",
	"p:nextCondLst": "p:cond+",
	"p:cond":        "p:tgtEl",
	"p:tgtEl":       "p:sldTgt|p:spTgt!",
	"p:set":         "p:cBhvr! p:to",
	"p:to":          "p:strVal!",
	"p:animEffect":  "p:cBhvr! p:progress",
	"p:cBhvr":       "p:cTn! p:tgtEl! p:attrNameLst",
	"p:attrNameLst": "p:attrName+",
	"p:bldLst":      "p:bldP+",
}

// shared gives names that stand for the same sequence.
func shared() map[string]string {
	out := map[string]string{}
	paragraph := "a:lnSpc a:spcBef a:spcAft a:buClrTx|a:buClr a:buSzTx|a:buSzPct a:buFontTx|a:buFont " +
		"a:buNone|a:buAutoNum|a:buChar a:tabLst a:defRPr a:extLst"
	look := "a:ln a:noFill|a:solidFill a:effectLst a:highlight a:uLn a:uFill a:latin a:ea a:cs a:sym a:hlinkClick"
	list := "a:defPPr a:lvl1pPr a:lvl2pPr a:lvl3pPr a:lvl4pPr a:lvl5pPr a:lvl6pPr a:lvl7pPr a:lvl8pPr a:lvl9pPr"
	out["a:pPr"] = paragraph
	for i := range 9 {
		out["a:lvl"+number(i+1)+"pPr"] = paragraph
	}
	for _, name := range []string{"a:rPr", "a:endParaRPr", "a:defRPr"} {
		out[name] = look
	}
	for _, name := range []string{"p:titleStyle", "p:bodyStyle", "p:otherStyle", "p:notesStyle", "p:defaultTextStyle", "a:lstStyle"} {
		out[name] = list
	}
	for _, name := range []string{"dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"} {
		out["a:"+name] = "a:srgbClr!"
	}
	for name, s := range sequences {
		out[name] = s
	}
	return out
}

// attributes are those that an element must have.
var attributes = map[string]string{
	"p:sldMasterId": "id r:id", "p:notesMasterId": "r:id", "p:sldId": "id r:id", "p:sldLayoutId": "id r:id",
	"p:sldSz": "cx cy", "p:notesSz": "cx cy", "p:cNvPr": "id name", "p:clrMap": "bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink",
	"a:off": "x y", "a:chOff": "x y", "a:chExt": "cx cy", "a:prstGeom": "prst", "a:srgbClr": "val", "a:schemeClr": "val",
	"a:spcPts": "val", "a:buChar": "char", "a:buAutoNum": "type", "a:latin": "typeface", "a:ea": "typeface", "a:cs": "typeface",
	"a:rPr": "lang", "a:endParaRPr": "lang", "a:blip": "r:embed", "p:cTn": "id", "p:cond": "delay", "p:spTgt": "spid",
	"p:bldP": "spid grpId", "p:animEffect": "transition filter", "p:strVal": "val", "a:theme": "name", "a:clrScheme": "name",
	"a:fontScheme": "name", "a:tblStyleLst": "def", "p:restoredLeft": "sz", "p:restoredTop": "sz", "p:sldLayout": "type",
}
