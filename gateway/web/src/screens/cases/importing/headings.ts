/** The headings of a register, as the service reads them: those that must be there first. */
export const HEADINGS = [
  "fir",
  "dated",
  "under_section",
  "police_station",
  "offence",
  "i_o_contacted_to_complainant",
  "challan_prepare_within_14_days",
  "nature_of_challan",
  "challan_interim_report_within_14_days",
  "file_send_after_3_days",
  "road_no",
  "challan_receive_in_branch",
  "interim_sent_to_prosecution_department_date",
  "objection_date",
  "objection",
  "prosecutor_name",
  "challan_passed_date",
  "challan_resubmitted_after_defect_removals",
  "date_of_receiving_challan_in_court",
  "date_of_decision",
  "decision",
  "judge_name",
] as const;

export const NEEDED: ReadonlySet<string> = new Set(HEADINGS.slice(0, 4));
