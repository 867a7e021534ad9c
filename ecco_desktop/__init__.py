"""Ecco Desktop: automations between the Eccosys ERP, stores and carriers."""
