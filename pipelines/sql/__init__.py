"""The SQL that the warehouse file carries: macros and views."""
