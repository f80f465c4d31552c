"""Cases: FIRs, the accused, police-report scrutiny, clocks, results and the performance report."""
