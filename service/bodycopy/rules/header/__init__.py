"""What stands around the title: site header, breadcrumb, kicker, byline and date lines, share bars, listen buttons."""
