document.getElementById("root").textContent = "Lumen Desk plans shifts for opticians.";
